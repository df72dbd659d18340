/**
 * Most bytes of one file that is read whole. The largest real histories are YouTube's, some 600 bytes a video: this is 160,000
 * videos. Text and parsed rows take about six times as much memory, which a phone still has.
 */
export const maxFileBytes = 96 * 1024 * 1024;
