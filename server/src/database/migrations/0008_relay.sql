CREATE TABLE "parlour"."relay_mailbox" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"used_on" date DEFAULT current_date NOT NULL,
	CONSTRAINT "relay_mailbox_id" CHECK (octet_length("parlour"."relay_mailbox"."id") = 16),
	CONSTRAINT "relay_mailbox_version" CHECK ("parlour"."relay_mailbox"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "parlour"."relay_pairing_message" (
	"rendezvous_id" "bytea" NOT NULL,
	"side" smallint NOT NULL,
	"turn" smallint NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "relay_pairing_message_rendezvous_id_side_turn_pk" PRIMARY KEY("rendezvous_id","side","turn"),
	CONSTRAINT "relay_pairing_message_place" CHECK ("parlour"."relay_pairing_message"."side" in (0, 1) and "parlour"."relay_pairing_message"."turn" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "parlour"."relay_rendezvous" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relay_rendezvous_id" CHECK (octet_length("parlour"."relay_rendezvous"."id") = 16)
);
--> statement-breakpoint
CREATE TABLE "parlour"."relay_room" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"used_on" date DEFAULT current_date NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "relay_room_id" CHECK (octet_length("parlour"."relay_room"."id") = 16),
	CONSTRAINT "relay_room_bytes" CHECK ("parlour"."relay_room"."bytes" >= 0),
	CONSTRAINT "relay_room_erased" CHECK ("parlour"."relay_room"."erased_at" is null or "parlour"."relay_room"."bytes" = 0)
);
--> statement-breakpoint
CREATE TABLE "parlour"."relay_update" (
	"room_id" "bytea" NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "parlour"."relay_update_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"body" "bytea" NOT NULL,
	CONSTRAINT "relay_update_room_id_position_pk" PRIMARY KEY("room_id","position")
);
--> statement-breakpoint
CREATE TABLE "parlour"."relay_writer" (
	"mailbox_id" "bytea" NOT NULL,
	"device" "bytea" NOT NULL,
	"letter" "bytea",
	CONSTRAINT "relay_writer_mailbox_id_device_pk" PRIMARY KEY("mailbox_id","device"),
	CONSTRAINT "relay_writer_device" CHECK (octet_length("parlour"."relay_writer"."device") = 32)
);
--> statement-breakpoint
ALTER TABLE "parlour"."relay_pairing_message" ADD CONSTRAINT "relay_pairing_message_of" FOREIGN KEY ("rendezvous_id") REFERENCES "parlour"."relay_rendezvous"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."relay_update" ADD CONSTRAINT "relay_update_room_id_relay_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "parlour"."relay_room"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parlour"."relay_writer" ADD CONSTRAINT "relay_writer_mailbox_id_relay_mailbox_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "parlour"."relay_mailbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "relay_mailbox_used" ON "parlour"."relay_mailbox" USING btree ("used_on");--> statement-breakpoint
CREATE INDEX "relay_room_used" ON "parlour"."relay_room" USING btree ("used_on");