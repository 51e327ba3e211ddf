CREATE TABLE "feature_items" (
	"run_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"category" text,
	"level" integer,
	CONSTRAINT "feature_items_run_id_item_id_pk" PRIMARY KEY("run_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "feature_towns" (
	"run_id" uuid NOT NULL,
	"town" text NOT NULL,
	"customers" integer NOT NULL,
	"km" double precision,
	CONSTRAINT "feature_towns_run_id_town_pk" PRIMARY KEY("run_id","town")
);
--> statement-breakpoint
ALTER TABLE "feature_sets" ADD COLUMN "basis" jsonb;