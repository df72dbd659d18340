ALTER TABLE "parlour"."operator_job" DROP CONSTRAINT "operator_job_state";--> statement-breakpoint
ALTER TABLE "parlour"."operator_job" DROP CONSTRAINT "operator_job_end";--> statement-breakpoint
ALTER TABLE "parlour"."operator_job" ADD CONSTRAINT "operator_job_state" CHECK ("parlour"."operator_job"."state" in ('waiting', 'running', 'done', 'failed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "parlour"."operator_job" ADD CONSTRAINT "operator_job_end" CHECK (("parlour"."operator_job"."ended_at" is not null) = ("parlour"."operator_job"."state" in ('done', 'failed', 'cancelled')));