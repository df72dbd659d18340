CREATE TABLE "parlour"."report_part" (
	"round_id" "bytea" NOT NULL,
	"part" uuid DEFAULT gen_random_uuid() NOT NULL,
	"senders" "bytea" NOT NULL,
	"words" "bytea" NOT NULL,
	CONSTRAINT "report_part_pkey" PRIMARY KEY("round_id","part"),
	CONSTRAINT "report_part_senders" CHECK (octet_length("parlour"."report_part"."senders") % 32 = 0)
);
--> statement-breakpoint
ALTER TABLE "parlour"."report_part" ADD CONSTRAINT "report_part_round_id_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "parlour"."round"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "parlour"."report_part" ALTER COLUMN "words" SET STORAGE EXTERNAL;