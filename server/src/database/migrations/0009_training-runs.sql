CREATE TABLE "parlour"."training_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"input" "bytea" NOT NULL,
	"state" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"metrics" jsonb NOT NULL,
	"reason" text,
	"model_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "training_run_of_input" UNIQUE("kind","input"),
	CONSTRAINT "training_run_kind" CHECK ("parlour"."training_run"."kind" in ('collaborative', 'encoder', 'embeddings', 'fusion', 'popularity', 'moments', 'clusters', 'reports')),
	CONSTRAINT "training_run_state" CHECK ("parlour"."training_run"."state" in ('passed', 'refused', 'failed')),
	CONSTRAINT "training_run_input_length" CHECK (octet_length("parlour"."training_run"."input") = 32),
	CONSTRAINT "training_run_model" CHECK (("parlour"."training_run"."model_id" is not null) = ("parlour"."training_run"."state" = 'passed'))
);
--> statement-breakpoint
ALTER TABLE "parlour"."model_promotion" DROP CONSTRAINT "model_promotion_kind";--> statement-breakpoint
ALTER TABLE "parlour"."model_version" DROP CONSTRAINT "model_version_kind";--> statement-breakpoint
ALTER TABLE "parlour"."training_run" ADD CONSTRAINT "training_run_model_id_model_version_id_fk" FOREIGN KEY ("model_id") REFERENCES "parlour"."model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "training_run_newest" ON "parlour"."training_run" USING btree ("kind","at");--> statement-breakpoint
ALTER TABLE "parlour"."model_promotion" ADD CONSTRAINT "model_promotion_kind" CHECK ("parlour"."model_promotion"."kind" in ('collaborative', 'encoder', 'embeddings', 'fusion', 'popularity', 'moments', 'clusters', 'reports'));--> statement-breakpoint
ALTER TABLE "parlour"."model_version" ADD CONSTRAINT "model_version_kind" CHECK ("parlour"."model_version"."kind" in ('collaborative', 'encoder', 'embeddings', 'fusion', 'popularity', 'moments', 'clusters', 'reports'));