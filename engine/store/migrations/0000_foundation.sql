CREATE TABLE "items" (
	"item_id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"categories" text[] NOT NULL,
	"price" numeric(14, 4),
	"currency" text,
	"margin" numeric(14, 4),
	"stock" integer,
	"active" boolean NOT NULL,
	"attributes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"offer_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"definition" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"valid_from" timestamp with time zone,
	"valid_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"slot" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"definition" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"store_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"city" text,
	"country" text,
	"lat" double precision NOT NULL,
	"lon" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_records" (
	"customer_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"seq" bigserial NOT NULL,
	"purpose" text NOT NULL,
	"allowed" boolean NOT NULL,
	"status" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"notice_id" text,
	"notice_version" text,
	"notice_language" text,
	"method" text NOT NULL,
	"source" text NOT NULL,
	"ground" text NOT NULL,
	"policy_version" text NOT NULL,
	"actor" text NOT NULL,
	"previous_hash" text,
	"hash" text NOT NULL,
	CONSTRAINT "consent_records_customer_id_record_id_pk" PRIMARY KEY("customer_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "run_population" (
	"customer_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "run_population_customer_id_run_id_purpose_pk" PRIMARY KEY("customer_id","run_id","purpose")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"customer_id" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"decision_id" uuid NOT NULL,
	"personalised" boolean NOT NULL,
	"degraded" boolean NOT NULL,
	"purpose" text NOT NULL,
	"allowed" boolean NOT NULL,
	"reason" text NOT NULL,
	"record_id" uuid,
	"policy_version" text NOT NULL,
	"persona_id" uuid,
	"slots" jsonb NOT NULL,
	"versions" jsonb NOT NULL,
	"key_id" uuid NOT NULL,
	"took_micros" integer NOT NULL,
	CONSTRAINT "decisions_customer_id_decided_at_decision_id_pk" PRIMARY KEY("customer_id","decided_at","decision_id")
) PARTITION BY RANGE ("decided_at");
--> statement-breakpoint
CREATE TABLE "exports" (
	"export_id" uuid PRIMARY KEY NOT NULL,
	"segment_key" text NOT NULL,
	"snapshot_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"fields" text[] NOT NULL,
	"format" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"people" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "export_people" (
	"customer_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	CONSTRAINT "export_people_customer_id_export_id_pk" PRIMARY KEY("customer_id","export_id")
);
--> statement-breakpoint
CREATE TABLE "exposures" (
	"customer_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"item_id" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "exposures_customer_id_decision_id_slot_item_id_pk" PRIMARY KEY("customer_id","decision_id","slot","item_id")
);
--> statement-breakpoint
CREATE TABLE "segment_members" (
	"customer_id" uuid NOT NULL,
	"snapshot_id" uuid NOT NULL,
	CONSTRAINT "segment_members_customer_id_snapshot_id_pk" PRIMARY KEY("customer_id","snapshot_id")
);
--> statement-breakpoint
CREATE TABLE "segment_snapshots" (
	"snapshot_id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"members" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "artefacts" (
	"artefact_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"run_id" uuid NOT NULL,
	"status" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"window_from" timestamp with time zone,
	"window_to" timestamp with time zone,
	"settings" jsonb NOT NULL,
	"metrics" jsonb NOT NULL,
	"gate" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "feature_rows" (
	"customer_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"values" real[] NOT NULL,
	CONSTRAINT "feature_rows_customer_id_run_id_pk" PRIMARY KEY("customer_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "feature_sets" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"rows" integer NOT NULL,
	"columns" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "journey_reports" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persona_members" (
	"customer_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"weight" real NOT NULL,
	"margin" real NOT NULL,
	CONSTRAINT "persona_members_customer_id_run_id_pk" PRIMARY KEY("customer_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "persona_profiles" (
	"persona_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"cluster" smallint NOT NULL,
	"size" integer NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "persona_profiles_persona_id_run_id_pk" PRIMARY KEY("persona_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "persona_runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"feature_run_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"k" integer NOT NULL,
	"choice" jsonb NOT NULL,
	"model" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"persona_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"named" jsonb NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"born_run_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"lineage" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"status" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"seed" integer NOT NULL,
	"attempts" integer NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"steps" jsonb NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "event_items" (
	"customer_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"item_id" text NOT NULL,
	"action" text NOT NULL,
	"quantity" integer NOT NULL,
	"price" numeric(14, 4),
	"order_id" text,
	CONSTRAINT "event_items_customer_id_occurred_at_event_id_line_pk" PRIMARY KEY("customer_id","occurred_at","event_id","line")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"customer_id" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	"message_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"anonymous_id" text,
	"original_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"clock" text NOT NULL,
	"channel" text NOT NULL,
	"stage" text NOT NULL,
	"device" text,
	"country" text,
	"region" text,
	"city" text,
	"lat" double precision,
	"lon" double precision,
	"order_id" text,
	"amount" numeric(14, 4),
	"currency" text,
	"discount" numeric(14, 4),
	"score" real,
	"score_kind" text,
	"source" text NOT NULL,
	"properties" jsonb NOT NULL,
	CONSTRAINT "events_customer_id_occurred_at_event_id_pk" PRIMARY KEY("customer_id","occurred_at","event_id")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"audit_id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"known" boolean NOT NULL,
	"traits" jsonb NOT NULL,
	"country" text,
	"region" text,
	"city" text,
	"lat" double precision,
	"lon" double precision,
	"merged_into" uuid,
	"merged_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "identifiers" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	CONSTRAINT "identifiers_kind_value_pk" PRIMARY KEY("kind","value")
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"customer_id" uuid NOT NULL,
	"into" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"through" text NOT NULL,
	"event_id" uuid,
	CONSTRAINT "merges_customer_id_into_pk" PRIMARY KEY("customer_id","into")
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"identifier_hash" text PRIMARY KEY NOT NULL,
	"erased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "consent_records_current" ON "consent_records" USING btree ("customer_id","purpose","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "run_population_run" ON "run_population" USING btree ("run_id","purpose");--> statement-breakpoint
CREATE INDEX "decisions_id" ON "decisions" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "segment_members_page" ON "segment_members" USING btree ("snapshot_id","customer_id");--> statement-breakpoint
CREATE INDEX "segment_snapshots_key" ON "segment_snapshots" USING btree ("key","computed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "artefacts_published" ON "artefacts" USING btree ("kind") WHERE status = 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "artefacts_run" ON "artefacts" USING btree ("kind","run_id");--> statement-breakpoint
CREATE INDEX "feature_rows_run" ON "feature_rows" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "persona_members_persona" ON "persona_members" USING btree ("run_id","persona_id","customer_id");--> statement-breakpoint
CREATE INDEX "runs_created" ON "runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "customers_merged_into" ON "customers" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "identifiers_customer" ON "identifiers" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("into");
--> statement-breakpoint
-- Makes the monthly partitions of the three logs that cover [from, until]. Safe to call at once from several processes.
CREATE FUNCTION lotse_ensure_months(from_at timestamptz, until_at timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz := date_trunc('month', from_at, 'UTC');
  log text;
  made integer := 0;
BEGIN
  WHILE month <= until_at LOOP
    FOREACH log IN ARRAY ARRAY['events', 'event_items', 'decisions'] LOOP
      IF to_regclass(log || to_char(month AT TIME ZONE 'UTC', '"_"YYYY"_"MM')) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('lotse partitions'));
        -- Read from the table itself: the cache behind to_regclass may still say what it said before the lock was ours.
        IF NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = log || to_char(month AT TIME ZONE 'UTC', '"_"YYYY"_"MM')) THEN
          -- Made aside and attached: CREATE … PARTITION OF would lock the log against everybody who reads or writes it.
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', log || to_char(month AT TIME ZONE 'UTC', '"_"YYYY"_"MM'), log);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            log, log || to_char(month AT TIME ZONE 'UTC', '"_"YYYY"_"MM'), month, month + interval '1 month');
          made := made + 1;
        END IF;
      END IF;
    END LOOP;
    month := month + interval '1 month';
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
-- An append-only table changes only inside an erasure, which says so with: set local lotse.erasing = 'yes'.
CREATE FUNCTION lotse_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('lotse.erasing', true) IS DISTINCT FROM 'yes' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER consent_records_append_only BEFORE UPDATE OR DELETE ON consent_records FOR EACH ROW EXECUTE FUNCTION lotse_append_only();
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION lotse_append_only();
--> statement-breakpoint
CREATE TRIGGER event_items_append_only BEFORE UPDATE OR DELETE ON event_items FOR EACH ROW EXECUTE FUNCTION lotse_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION lotse_append_only();
--> statement-breakpoint
-- The row that holds now, per customer and purpose.
CREATE VIEW consent_current AS
  SELECT DISTINCT ON (customer_id, purpose) * FROM consent_records ORDER BY customer_id, purpose, seq DESC;
--> statement-breakpoint
-- Every customer and the person it is.
CREATE VIEW people AS SELECT customer_id, coalesce(merged_into, customer_id) AS person_id FROM customers;
