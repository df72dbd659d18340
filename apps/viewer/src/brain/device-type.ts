import type { DeviceType } from '@parlour/worker/brain-api';

/** What a browser tells of the device it runs on. It is asked here, used here, and sent nowhere. */
export interface DeviceSigns {
  readonly userAgent: string;
  /** Client hint; undefined in browsers without hints. */
  readonly isMobile: boolean | undefined;
  /** Whether the main pointer is a finger, or something as coarse. */
  readonly isCoarse: boolean;
  /** The shorter side of the screen, in CSS pixels. */
  readonly shortSide: number;
}

/** Screens whose shorter side is below are held in one hand. */
const phoneSide = 600;

export function deviceTypeOf({ userAgent, isMobile, isCoarse, shortSide }: DeviceSigns): DeviceType {
  if (
    /smart-?tv|googletv|android tv|appletv|hbbtv|web0s|tizen.*\btv\b|\bcrkey\b|\baft[a-z]/i.test(userAgent)
  ) {
    return 'television';
  }
  if (isMobile === true || (isCoarse && shortSide < phoneSide)) return 'phone';
  return isCoarse ? 'tablet' : 'computer';
}

export function thisDevice(): DeviceType {
  const { userAgent } = navigator;
  const hints: unknown = 'userAgentData' in navigator ? navigator.userAgentData : undefined;
  const isMobile =
    typeof hints === 'object' && hints !== null && 'mobile' in hints && typeof hints.mobile === 'boolean'
      ? hints.mobile
      : undefined;
  return deviceTypeOf({
    userAgent,
    isMobile,
    isCoarse: matchMedia('(pointer: coarse)').matches,
    shortSide: Math.min(screen.width, screen.height),
  });
}
