import type { AnyPlanRule } from '../plan-rule.ts';
import { commandsMissing } from './commands-missing.ts';
import { commentOnlyBlock } from './comment-only-block.ts';
import { dbMissing } from './db-missing.ts';
import { deadAnchor } from './dead-anchor.ts';
import { deadLink } from './dead-link.ts';
import { deadPath } from './dead-path.ts';
import { destructiveWithoutBackup } from './destructive-without-backup.ts';
import { disableInvalid } from './disable-invalid.ts';
import { emptySection } from './empty-section.ts';
import { escalationMissing } from './escalation-missing.ts';
import { exampleHost } from './example-host.ts';
import { fenceLanguage } from './fence-language.ts';
import { flagUnknown } from './flag-unknown.ts';
import { flagsMissing } from './flags-missing.ts';
import { hardCodedVersion } from './hard-coded-version.ts';
import { interactiveStep } from './interactive-step.ts';
import { irreversibleMigration } from './irreversible-migration.ts';
import { mutableTarget } from './mutable-target.ts';
import { noticeMissing } from './notice-missing.ts';
import { oneClickMissing } from './one-click-missing.ts';
import { ownerMissing } from './owner-missing.ts';
import { placeholder } from './placeholder.ts';
import { placeholderInCommand } from './placeholder-in-command.ts';
import { postMortemMissing } from './post-mortem-missing.ts';
import { restoreWithoutSource } from './restore-without-source.ts';
import { secret } from './secret.ts';
import { shellSyntax } from './shell-syntax.ts';
import { stepOrder } from './step-order.ts';
import { stepWithoutCommand } from './step-without-command.ts';
import { stepsMissing } from './steps-missing.ts';
import { stepsUnnumbered } from './steps-unnumbered.ts';
import { testedBeforeChange } from './tested-before-change.ts';
import { testedFuture } from './tested-future.ts';
import { testedMissing } from './tested-missing.ts';
import { testedStale } from './tested-stale.ts';
import { timeMissing } from './time-missing.ts';
import { timeOverLimit } from './time-over-limit.ts';
import { timeSum } from './time-sum.ts';
import { triggerMetrics } from './trigger-metrics.ts';
import { triggerMissing } from './trigger-missing.ts';
import { triggerVague } from './trigger-vague.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { unresolvedChoice } from './unresolved-choice.ts';
import { verifyMissing } from './verify-missing.ts';
import { verifyNotLast } from './verify-not-last.ts';
import { verifyVague } from './verify-vague.ts';
import { wrongComponent } from './wrong-component.ts';

/** Every rule about plans, one file each, in the order of the alphabet. */
export const PLAN_RULES: readonly AnyPlanRule[] = [
  commandsMissing,
  commentOnlyBlock,
  dbMissing,
  deadAnchor,
  deadLink,
  deadPath,
  destructiveWithoutBackup,
  disableInvalid(() => PLAN_RULES),
  emptySection,
  escalationMissing,
  exampleHost,
  fenceLanguage,
  flagUnknown,
  flagsMissing,
  hardCodedVersion,
  interactiveStep,
  irreversibleMigration,
  mutableTarget,
  noticeMissing,
  oneClickMissing,
  ownerMissing,
  placeholder,
  placeholderInCommand,
  postMortemMissing,
  restoreWithoutSource,
  secret,
  shellSyntax,
  stepOrder,
  stepWithoutCommand,
  stepsMissing,
  stepsUnnumbered,
  testedBeforeChange,
  testedFuture,
  testedMissing,
  testedStale,
  timeMissing,
  timeOverLimit,
  timeSum,
  triggerMetrics,
  triggerMissing,
  triggerVague,
  unclosedFence,
  unresolvedChoice,
  verifyMissing,
  verifyNotLast,
  verifyVague,
  wrongComponent,
];
