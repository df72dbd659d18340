import type { Schedule } from './schedule.ts';

const edits = (count: number) => Array.from({ length: count }, () => ({ what: 0, a: 0, b: 0 }));

/** Schedules in which devices once came apart, as short as they get; each with what had been wrong. */
export const knownSchedules: readonly (readonly [string, Schedule])[] = [
  [
    'words that were made anew came back, although somebody who knew them had replaced them',
    {
      seed: 400763505,
      devices: 5,
      steps: [
        { what: 96, a: 892, b: 131 },
        { what: 99, a: 189, b: 992 },
        { what: 100, a: 9, b: 2 },
        { what: 92, a: 637, b: 554 },
        { what: 101, a: 114, b: 2 },
        { what: 100, a: 127, b: 591 },
        { what: 103, a: 489, b: 264 },
      ],
    },
  ],
  [
    'the same, and one of the devices had seen neither',
    {
      seed: 1048206766,
      devices: 5,
      steps: [
        { what: 6, a: 818, b: 995 },
        { what: 9, a: 883, b: 993 },
        { what: 24, a: 620, b: 3 },
        { what: 100, a: 8, b: 336 },
        { what: 91, a: 408, b: 3 },
        { what: 103, a: 211, b: 482 },
        { what: 50, a: 212, b: 1 },
        { what: 100, a: 9, b: 997 },
        { what: 101, a: 197, b: 972 },
      ],
    },
  ],
  [
    'a device that came by the letter of a removed one heard of nothing else',
    {
      seed: 626457752,
      devices: 6,
      steps: [
        { what: 94, a: 857, b: 152 },
        { what: 71, a: 137, b: 765 },
        { what: 102, a: 341, b: 144 },
        { what: 95, a: 531, b: 220 },
      ],
    },
  ],
  [
    'the same, and it had removed the one whose letter it was',
    {
      seed: 6,
      devices: 8,
      steps: [
        { what: 96, a: 818, b: 379 },
        { what: 96, a: 818, b: 130 },
        { what: 91, a: 18, b: 712 },
        { what: 61, a: 322, b: 867 },
        { what: 102, a: 233, b: 968 },
        { what: 94, a: 415, b: 805 },
      ],
    },
  ],
  [
    'of two devices that came by the words at once, one was nobody’s',
    {
      seed: 1531476805,
      devices: 5,
      steps: [
        { what: 103, a: 994, b: 8 },
        { what: 94, a: 999, b: 61 },
        { what: 104, a: 833, b: 592 },
      ],
    },
  ],
  [
    'a device that came by the words of a removed one, which nobody had heard of, knew nothing of that',
    {
      seed: 165539437,
      devices: 5,
      steps: [
        { what: 103, a: 991, b: 842 },
        { what: 101, a: 745, b: 3 },
        { what: 58, a: 1, b: 993 },
        { what: 95, a: 182, b: 445 },
        { what: 103, a: 59, b: 5 },
      ],
    },
  ],
  [
    'new words were never in force, because whoever made them did not come back',
    {
      seed: 507009989,
      devices: 5,
      steps: [
        { what: 100, a: 840, b: 601 },
        { what: 104, a: 196, b: 546 },
        { what: 45, a: 438, b: 244 },
        { what: 81, a: 90, b: 423 },
        { what: 94, a: 284, b: 858 },
        { what: 94, a: 312, b: 576 },
      ],
    },
  ],
  [
    'a recovery that new words struck was the only reason for them to count, and nobody heard of it',
    {
      seed: 0,
      devices: 5,
      steps: [
        { what: 90, a: 183, b: 0 },
        { what: 94, a: 0, b: 357 },
        { what: 100, a: 539, b: 0 },
        ...edits(2),
        { what: 35, a: 679, b: 0 },
        { what: 102, a: 0, b: 0 },
        ...edits(6),
      ],
    },
  ],
  [
    'all devices that the person still had had come by one that was removed, and those that belonged had been taken away',
    {
      seed: 333779634,
      devices: 5,
      steps: [
        { what: 97, a: 811, b: 648 },
        { what: 91, a: 195, b: 561 },
        { what: 94, a: 483, b: 842 },
        { what: 95, a: 681, b: 690 },
        { what: 97, a: 244, b: 603 },
        { what: 90, a: 615, b: 678 },
        { what: 94, a: 191, b: 987 },
      ],
    },
  ],
  [
    'whoever had made the words was removed, they were made anew, and who had come by them before was not added',
    {
      seed: 2147483635,
      devices: 5,
      steps: [
        { what: 96, a: 558, b: 910 },
        { what: 104, a: 420, b: 982 },
        { what: 101, a: 330, b: 379 },
        { what: 93, a: 715, b: 902 },
        { what: 94, a: 861, b: 210 },
        { what: 104, a: 305, b: 983 },
      ],
    },
  ],
];
