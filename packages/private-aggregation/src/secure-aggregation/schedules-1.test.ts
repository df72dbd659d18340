import { scheduleTests } from './test/schedule-tests.ts';

scheduleTests(0);
