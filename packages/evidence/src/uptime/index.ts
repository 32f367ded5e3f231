import { betterStack } from './better-stack.ts';
import { datadogSlo } from './datadog-slo.ts';
import { gatus } from './gatus.ts';
import { jsonSource } from './json.ts';
import { prometheus } from './prometheus.ts';
import { upptime } from './upptime.ts';
import { uptimeKuma } from './uptime-kuma.ts';
import type { UptimeService } from './uptime-service.ts';
import { uptimerobot } from './uptimerobot.ts';

/** Every remote service that tells of uptime, one file each. */
export const UPTIME_SERVICES: readonly UptimeService[] = [
  betterStack,
  datadogSlo,
  gatus,
  jsonSource,
  prometheus,
  upptime,
  uptimeKuma,
  uptimerobot,
];
