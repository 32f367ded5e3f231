import type { Subject } from '@maturity-actions/criteria';

/** `shop` of `octo/shop`: what a plan for the whole project is called. */
export function projectName({ repository }: Subject): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}
