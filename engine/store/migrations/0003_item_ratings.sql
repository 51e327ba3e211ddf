ALTER TABLE "event_items" ADD COLUMN "rating" real;--> statement-breakpoint
-- What was rated before is filled in once; the log lets itself be changed only by who says so, and no longer than this.
SELECT set_config('lotse.erasing', 'yes', true);--> statement-breakpoint
UPDATE event_items i SET rating = e.score FROM events e
  WHERE i.action = 'rate' AND e.score_kind = 'rating' AND e.customer_id = i.customer_id AND e.occurred_at = i.occurred_at AND e.event_id = i.event_id;--> statement-breakpoint
SELECT set_config('lotse.erasing', '', true);
