CREATE TABLE "parlour"."model_promotion" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "parlour"."model_promotion_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"model_id" uuid NOT NULL,
	"share" real NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_promotion_kind" CHECK ("parlour"."model_promotion"."kind" in ('collaborative', 'encoder', 'embeddings', 'fusion')),
	CONSTRAINT "model_promotion_share" CHECK ("parlour"."model_promotion"."share" >= 0 and "parlour"."model_promotion"."share" <= 1)
);
--> statement-breakpoint
CREATE TABLE "parlour"."model_version" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"bytes" bigint NOT NULL,
	"origin" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_version_file" UNIQUE("kind","sha256"),
	CONSTRAINT "model_version_kind" CHECK ("parlour"."model_version"."kind" in ('collaborative', 'encoder', 'embeddings', 'fusion')),
	CONSTRAINT "model_version_hash_length" CHECK (octet_length("parlour"."model_version"."sha256") = 32)
);
--> statement-breakpoint
CREATE TABLE "parlour"."operator_job" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"import" jsonb,
	"url" text,
	"model_id" uuid,
	"share" real,
	"state" text DEFAULT 'waiting' NOT NULL,
	"step" text,
	"fraction" real DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"result" jsonb,
	"error" jsonb,
	CONSTRAINT "operator_job_kind" CHECK ("parlour"."operator_job"."kind" in ('import', 'publish', 'promote', 'train')),
	CONSTRAINT "operator_job_state" CHECK ("parlour"."operator_job"."state" in ('waiting', 'running', 'done', 'failed')),
	CONSTRAINT "operator_job_import" CHECK (("parlour"."operator_job"."import" is not null) = ("parlour"."operator_job"."kind" = 'import')),
	CONSTRAINT "operator_job_promotion" CHECK (("parlour"."operator_job"."model_id" is not null) = ("parlour"."operator_job"."kind" = 'promote')),
	CONSTRAINT "operator_job_end" CHECK (("parlour"."operator_job"."ended_at" is not null) = ("parlour"."operator_job"."state" in ('done', 'failed')))
);
--> statement-breakpoint
CREATE TABLE "parlour"."rejected_row" (
	"job_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"file" text,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "rejected_row_pkey" PRIMARY KEY("job_id","position")
);
--> statement-breakpoint
CREATE TABLE "parlour"."process" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parlour"."round_outcome" (
	"round_id" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"messages" bigint NOT NULL,
	CONSTRAINT "round_outcome_pkey" PRIMARY KEY("round_id","outcome"),
	CONSTRAINT "round_outcome_name" CHECK ("parlour"."round_outcome"."outcome" in ('duplicate', 'late', 'malformed', 'wrongToken', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."catalogue_source" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"order" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parlour"."schedule" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"bundle_hash" "bytea",
	"source_id" uuid,
	"times" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_at" timestamp with time zone,
	"last_at" timestamp with time zone,
	"last_result" text,
	CONSTRAINT "schedule_kind" CHECK (("parlour"."schedule"."bundle_hash" is not null) = ("parlour"."schedule"."kind" = 'round') and ("parlour"."schedule"."source_id" is not null) = ("parlour"."schedule"."kind" = 'refresh') and "parlour"."schedule"."kind" in ('round', 'refresh', 'train')),
	CONSTRAINT "schedule_next" CHECK (("parlour"."schedule"."next_at" is not null) = "parlour"."schedule"."enabled")
);
--> statement-breakpoint
CREATE TABLE "parlour"."invite_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"note" text,
	"made" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invite_batch_made" CHECK ("parlour"."invite_batch"."made" >= 1)
);
--> statement-breakpoint
ALTER TABLE "parlour"."bundle" ADD COLUMN "by_demand" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "parlour"."round" ADD COLUMN "made_by" text DEFAULT 'demand' NOT NULL;--> statement-breakpoint
ALTER TABLE "parlour"."invite" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "parlour"."model_promotion" ADD CONSTRAINT "model_promotion_model_id_model_version_id_fk" FOREIGN KEY ("model_id") REFERENCES "parlour"."model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."operator_job" ADD CONSTRAINT "operator_job_model_id_model_version_id_fk" FOREIGN KEY ("model_id") REFERENCES "parlour"."model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."rejected_row" ADD CONSTRAINT "rejected_row_job_id_operator_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "parlour"."operator_job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."round_outcome" ADD CONSTRAINT "round_outcome_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."schedule" ADD CONSTRAINT "schedule_bundle_hash_bundle_hash_fk" FOREIGN KEY ("bundle_hash") REFERENCES "parlour"."bundle"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."schedule" ADD CONSTRAINT "schedule_source_id_catalogue_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "parlour"."catalogue_source"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_promotion_newest" ON "parlour"."model_promotion" USING btree ("kind","position");--> statement-breakpoint
CREATE INDEX "operator_job_newest" ON "parlour"."operator_job" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "schedule_due" ON "parlour"."schedule" USING btree ("next_at") WHERE "parlour"."schedule"."enabled";--> statement-breakpoint
ALTER TABLE "parlour"."invite" ADD CONSTRAINT "invite_batch_id_invite_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "parlour"."invite_batch"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_newest" ON "parlour"."round" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "invite_of_batch" ON "parlour"."invite" USING btree ("batch_id");--> statement-breakpoint
ALTER TABLE "parlour"."bundle" DROP COLUMN "schedule";--> statement-breakpoint
ALTER TABLE "parlour"."round" ADD CONSTRAINT "round_made_by" CHECK ("parlour"."round"."made_by" in ('demand', 'hand', 'schedule'));