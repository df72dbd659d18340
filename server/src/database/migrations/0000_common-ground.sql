CREATE SCHEMA IF NOT EXISTS "parlour";
--> statement-breakpoint
CREATE TABLE "parlour"."bundle" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"signed" "bytea" NOT NULL,
	"audience" text NOT NULL,
	"cohort_size" integer NOT NULL,
	"minimum_reports" integer NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	"schedule" jsonb,
	CONSTRAINT "bundle_hash_length" CHECK (octet_length("parlour"."bundle"."hash") = 32),
	CONSTRAINT "bundle_audience" CHECK ("parlour"."bundle"."audience" in ('people', 'simulation')),
	CONSTRAINT "bundle_sizes" CHECK ("parlour"."bundle"."minimum_reports" >= 1 and "parlour"."bundle"."cohort_size" >= "parlour"."bundle"."minimum_reports")
);
--> statement-breakpoint
CREATE TABLE "parlour"."aggregator_key" (
	"id" integer PRIMARY KEY NOT NULL,
	"signing_seed" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	CONSTRAINT "aggregator_key_single" CHECK ("parlour"."aggregator_key"."id" = 1),
	CONSTRAINT "aggregator_key_lengths" CHECK (octet_length("parlour"."aggregator_key"."signing_seed") = 32 and octet_length("parlour"."aggregator_key"."public_key") = 32)
);
--> statement-breakpoint
CREATE TABLE "parlour"."token_epoch" (
	"id" text PRIMARY KEY NOT NULL,
	"private_key" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone NOT NULL,
	CONSTRAINT "token_epoch_order" CHECK ("parlour"."token_epoch"."valid_from" < "parlour"."token_epoch"."valid_until")
);
--> statement-breakpoint
CREATE TABLE "parlour"."round" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"bundle_hash" "bytea" NOT NULL,
	"token_epoch" text NOT NULL,
	"token_keys_hash" "bytea" NOT NULL,
	"setup" "bytea" NOT NULL,
	"announcement" "bytea" NOT NULL,
	"phase" text NOT NULL,
	"members" integer,
	"leg_opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leg_closes_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"abort_reason" text,
	"reports" integer,
	"sum" "bytea",
	"plausible" boolean,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "round_id_length" CHECK (octet_length("parlour"."round"."id") = 32),
	CONSTRAINT "round_phase" CHECK ("parlour"."round"."phase" in ('advertising', 'sharing', 'reporting', 'confirming', 'unmasking', 'adding', 'released', 'aborted')),
	CONSTRAINT "round_end" CHECK (("parlour"."round"."ended_at" is not null) = ("parlour"."round"."phase" in ('released', 'aborted'))),
	CONSTRAINT "round_abort" CHECK (("parlour"."round"."abort_reason" is not null) = ("parlour"."round"."phase" = 'aborted'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."round_message" (
	"round_id" "bytea" NOT NULL,
	"kind" smallint NOT NULL,
	"sender_key" "bytea" NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "parlour"."round_message_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"signature" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "round_message_pkey" PRIMARY KEY("round_id","kind","sender_key"),
	CONSTRAINT "round_message_lengths" CHECK (octet_length("parlour"."round_message"."sender_key") = 32 and octet_length("parlour"."round_message"."signature") = 64)
);
--> statement-breakpoint
CREATE TABLE "parlour"."round_state" (
	"round_id" "bytea" NOT NULL,
	"phase" text NOT NULL,
	"state" "bytea" NOT NULL,
	CONSTRAINT "round_state_pkey" PRIMARY KEY("round_id","phase"),
	CONSTRAINT "round_state_phase" CHECK ("parlour"."round_state"."phase" in ('advertising', 'sharing', 'reporting', 'confirming', 'unmasking', 'adding', 'released', 'aborted'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."unmask_part" (
	"round_id" "bytea" NOT NULL,
	"job_id" text NOT NULL,
	"words" "bytea" NOT NULL,
	CONSTRAINT "unmask_part_pkey" PRIMARY KEY("round_id","job_id")
);
--> statement-breakpoint
CREATE TABLE "parlour"."waiting" (
	"replica" uuid NOT NULL,
	"bundle_hash" "bytea" NOT NULL,
	"devices" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waiting_pkey" PRIMARY KEY("replica","bundle_hash"),
	CONSTRAINT "waiting_devices" CHECK ("parlour"."waiting"."devices" >= 0)
);
--> statement-breakpoint
CREATE TABLE "parlour"."invite" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invite_code_hash_length" CHECK (octet_length("parlour"."invite"."code_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "parlour"."issuance" (
	"person_id" uuid NOT NULL,
	"epoch" text NOT NULL,
	"blinded_hash" "bytea" NOT NULL,
	"blind_signature" "bytea" NOT NULL,
	CONSTRAINT "issuance_pkey" PRIMARY KEY("person_id","epoch"),
	CONSTRAINT "issuance_blinded_hash_length" CHECK (octet_length("parlour"."issuance"."blinded_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "parlour"."token_use" (
	"signing_key" "bytea" PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL,
	"round_id" "bytea" NOT NULL,
	"freed_at" timestamp with time zone,
	CONSTRAINT "token_use_signing_key_length" CHECK (octet_length("parlour"."token_use"."signing_key") = 32)
);
--> statement-breakpoint
ALTER TABLE "parlour"."round" ADD CONSTRAINT "round_bundle_hash_bundle_hash_fk" FOREIGN KEY ("bundle_hash") REFERENCES "parlour"."bundle"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."round" ADD CONSTRAINT "round_token_epoch_token_epoch_id_fk" FOREIGN KEY ("token_epoch") REFERENCES "parlour"."token_epoch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."round_message" ADD CONSTRAINT "round_message_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."round_state" ADD CONSTRAINT "round_state_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."unmask_part" ADD CONSTRAINT "unmask_part_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."waiting" ADD CONSTRAINT "waiting_bundle_hash_bundle_hash_fk" FOREIGN KEY ("bundle_hash") REFERENCES "parlour"."bundle"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."issuance" ADD CONSTRAINT "issuance_epoch_token_epoch_id_fk" FOREIGN KEY ("epoch") REFERENCES "parlour"."token_epoch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."token_use" ADD CONSTRAINT "token_use_epoch_token_epoch_id_fk" FOREIGN KEY ("epoch") REFERENCES "parlour"."token_epoch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."token_use" ADD CONSTRAINT "token_use_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "round_of_bundle" ON "parlour"."round" USING btree ("bundle_hash","created_at");--> statement-breakpoint
CREATE INDEX "round_open" ON "parlour"."round" USING btree ("leg_closes_at") WHERE "parlour"."round"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "round_message_order" ON "parlour"."round_message" USING btree ("round_id","kind","position");--> statement-breakpoint
CREATE INDEX "token_use_round" ON "parlour"."token_use" USING btree ("round_id");--> statement-breakpoint
-- Masks and noise do not compress: storing them as they are saves the attempt.
ALTER TABLE "parlour"."round_message" ALTER COLUMN "body" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "parlour"."round_state" ALTER COLUMN "state" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "parlour"."unmask_part" ALTER COLUMN "words" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "parlour"."round" ALTER COLUMN "sum" SET STORAGE EXTERNAL;
