CREATE TABLE "parlour"."audit_entry" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entry_position" CHECK ("parlour"."audit_entry"."position" >= 1),
	CONSTRAINT "audit_entry_hash" CHECK ("parlour"."audit_entry"."hash" = sha256(convert_to("parlour"."audit_entry"."entry", 'UTF8')))
);
--> statement-breakpoint
CREATE TABLE "parlour"."console_account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"subject_hash" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "console_account_subject" UNIQUE("subject_hash"),
	CONSTRAINT "console_account_role" CHECK ("parlour"."console_account"."role" in ('viewer', 'operator')),
	CONSTRAINT "console_account_subject_length" CHECK ("parlour"."console_account"."subject_hash" is null or octet_length("parlour"."console_account"."subject_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "parlour"."console_session" (
	"id_hash" "bytea" PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "console_session_id_length" CHECK (octet_length("parlour"."console_session"."id_hash") = 32),
	CONSTRAINT "console_session_by" CHECK ("parlour"."console_session"."by" in ('passkey', 'oidc'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."enrolment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"role" text NOT NULL,
	"is_first" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "enrolment_code" UNIQUE("code_hash"),
	CONSTRAINT "enrolment_code_length" CHECK (octet_length("parlour"."enrolment"."code_hash") = 32),
	CONSTRAINT "enrolment_role" CHECK ("parlour"."enrolment"."role" in ('viewer', 'operator'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."passkey" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"host" text NOT NULL,
	"is_synced" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "passkey_credential" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "parlour"."passkey_challenge" (
	"challenge" "bytea" PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"origin" text NOT NULL,
	"account_id" uuid,
	"enrolment_id" uuid,
	"name" text,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passkey_challenge_length" CHECK (octet_length("parlour"."passkey_challenge"."challenge") = 32),
	CONSTRAINT "passkey_challenge_purpose" CHECK (("parlour"."passkey_challenge"."purpose" = 'sign-in' and "parlour"."passkey_challenge"."account_id" is null and "parlour"."passkey_challenge"."enrolment_id" is null)
        or ("parlour"."passkey_challenge"."purpose" = 'enrolment' and "parlour"."passkey_challenge"."account_id" is null and "parlour"."passkey_challenge"."enrolment_id" is not null and "parlour"."passkey_challenge"."name" is not null)
        or ("parlour"."passkey_challenge"."purpose" = 'addition' and "parlour"."passkey_challenge"."account_id" is not null and "parlour"."passkey_challenge"."enrolment_id" is null))
);
--> statement-breakpoint
CREATE TABLE "parlour"."log_in" (
	"state_hash" "bytea" PRIMARY KEY NOT NULL,
	"browser_hash" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"code_verifier" text NOT NULL,
	"nonce" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_in_lengths" CHECK (octet_length("parlour"."log_in"."state_hash") = 32 and octet_length("parlour"."log_in"."browser_hash") = 32),
	CONSTRAINT "log_in_purpose" CHECK ("parlour"."log_in"."purpose" in ('console', 'admission'))
);
--> statement-breakpoint
CREATE TABLE "parlour"."log_in_code" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_in_code_length" CHECK (octet_length("parlour"."log_in_code"."code_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "parlour"."console_session" ADD CONSTRAINT "console_session_account_id_console_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "parlour"."console_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."passkey" ADD CONSTRAINT "passkey_account_id_console_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "parlour"."console_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."passkey_challenge" ADD CONSTRAINT "passkey_challenge_account_id_console_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "parlour"."console_account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."passkey_challenge" ADD CONSTRAINT "passkey_challenge_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "parlour"."enrolment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "console_session_account" ON "parlour"."console_session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "passkey_account" ON "parlour"."passkey" USING btree ("account_id");--> statement-breakpoint
CREATE FUNCTION "parlour"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME; END $$;--> statement-breakpoint
CREATE TRIGGER "audit_entry_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "parlour"."audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "parlour"."refuse_change"();
