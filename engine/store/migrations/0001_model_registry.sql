CREATE TABLE "artefact_members" (
	"artefact_id" uuid NOT NULL,
	"bucket" smallint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"nonce" "bytea",
	"digest" "bytea" NOT NULL,
	CONSTRAINT "artefact_members_artefact_id_bucket_pk" PRIMARY KEY("artefact_id","bucket")
);
--> statement-breakpoint
ALTER TABLE "artefacts" ALTER COLUMN "bytes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "facts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "share" real;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "canary_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "people" integer;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "erased" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "artefacts" ADD COLUMN "membership_root" text;--> statement-breakpoint
CREATE INDEX "decisions_time" ON "decisions" USING brin ("decided_at");--> statement-breakpoint
CREATE INDEX "exposures_time" ON "exposures" USING brin ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "artefacts_canary" ON "artefacts" USING btree ("kind") WHERE status = 'canary';