CREATE TABLE "parlour"."experiment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"current_id" uuid,
	"candidate_id" uuid NOT NULL,
	"share" real NOT NULL,
	"is_automatic" boolean NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "experiment_kind" CHECK ("parlour"."experiment"."kind" in ('collaborative', 'fusion', 'moments')),
	CONSTRAINT "experiment_share" CHECK ("parlour"."experiment"."share" > 0 and "parlour"."experiment"."share" < 1),
	CONSTRAINT "experiment_outcome" CHECK ("parlour"."experiment"."outcome" in ('promoted', 'rolled-back', 'replaced')),
	CONSTRAINT "experiment_end" CHECK (("parlour"."experiment"."ended_at" is not null) = ("parlour"."experiment"."outcome" is not null))
);
--> statement-breakpoint
CREATE TABLE "parlour"."experiment_look" (
	"experiment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"input" "bytea" NOT NULL,
	"look" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "experiment_look_pkey" PRIMARY KEY("experiment_id","position"),
	CONSTRAINT "experiment_look_of_input" UNIQUE("experiment_id","input"),
	CONSTRAINT "experiment_look_position" CHECK ("parlour"."experiment_look"."position" >= 1),
	CONSTRAINT "experiment_look_input_length" CHECK (octet_length("parlour"."experiment_look"."input") = 32)
);
--> statement-breakpoint
ALTER TABLE "parlour"."operator_job" ADD COLUMN "is_automatic" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "parlour"."experiment" ADD CONSTRAINT "experiment_current_id_model_version_id_fk" FOREIGN KEY ("current_id") REFERENCES "parlour"."model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."experiment" ADD CONSTRAINT "experiment_candidate_id_model_version_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "parlour"."model_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."experiment_look" ADD CONSTRAINT "experiment_look_experiment_id_experiment_id_fk" FOREIGN KEY ("experiment_id") REFERENCES "parlour"."experiment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "experiment_newest" ON "parlour"."experiment" USING btree ("started_at");