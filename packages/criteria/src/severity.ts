/** How bad a finding is; `unknown` is a class of its own, never the best one. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'unknown';
