import { jsonSource } from './json-source.ts';
import { prometheus } from './prometheus.ts';
import type { UptimeService } from './uptime-service.ts';

/** Every remote service that tells of uptime, one file each. */
export const UPTIME_SERVICES: readonly UptimeService[] = [jsonSource, prometheus];
