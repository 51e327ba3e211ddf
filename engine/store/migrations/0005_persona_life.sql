CREATE TABLE "persona_alerts" (
	"alert_id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"persona_id" uuid,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by" text
);
--> statement-breakpoint
CREATE TABLE "persona_comments" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"persona_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persona_set_entries" (
	"seq" bigint NOT NULL,
	"persona_id" uuid NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	CONSTRAINT "persona_set_entries_seq_persona_id_pk" PRIMARY KEY("seq","persona_id")
);
--> statement-breakpoint
CREATE TABLE "persona_sets" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "persona_members" ALTER COLUMN "persona_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feature_items" ADD COLUMN "weight" double precision;--> statement-breakpoint
ALTER TABLE "feature_items" ADD COLUMN "topics" real[];--> statement-breakpoint
ALTER TABLE "persona_members" ADD COLUMN "undetermined" text;--> statement-breakpoint
ALTER TABLE "persona_members" ADD COLUMN "mix" real[] DEFAULT '{}'::real[] NOT NULL;--> statement-breakpoint
ALTER TABLE "persona_members" ADD COLUMN "candidate" uuid;--> statement-breakpoint
ALTER TABLE "persona_members" ADD COLUMN "streak" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "persona_members" ADD COLUMN "assigned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persona_runs" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "persona_runs" ADD COLUMN "report" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "pinned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "persona_alerts_created" ON "persona_alerts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "persona_comments_persona" ON "persona_comments" USING btree ("persona_id","at");
--> statement-breakpoint
INSERT INTO "persona_sets" ("run_id", "kind", "actor", "reason", "created_at")
  SELECT r.run_id, 'published', 'migration', 'In use before sets were kept', r.completed_at FROM "persona_runs" r
  WHERE r.completed_at IS NOT NULL AND EXISTS (SELECT 1 FROM "personas" WHERE status = 'published') ORDER BY r.completed_at DESC, r.run_id DESC LIMIT 1;--> statement-breakpoint
INSERT INTO "persona_set_entries" ("seq", "persona_id", "effective_at")
  SELECT s.seq, p.persona_id, s.created_at FROM "persona_sets" s CROSS JOIN "personas" p WHERE p.status = 'published';
