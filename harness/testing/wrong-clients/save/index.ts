import type { WrongClient } from '../wrong-client.ts';
import { BorrowsTokensOfAnother } from './borrows-tokens-of-another.ts';
import { BringsDeletedBack } from './brings-deleted-back.ts';
import { CutsLongTokens } from './cuts-long-tokens.ts';
import { DecodesTokens } from './decodes-tokens.ts';
import { DropsEveryToken } from './drops-every-token.ts';
import { DropsTokenThatIsNotRepeated } from './drops-token-that-is-not-repeated.ts';
import { DropsTokenType } from './drops-token-type.ts';
import { ForgetsGrantWhenRefused } from './forgets-grant-when-refused.ts';
import { ForgetsRotatedToken } from './forgets-rotated-token.ts';
import { ForgetsTokensWhenThrottled } from './forgets-tokens-when-throttled.ts';
import { KeepsEmptyRefreshToken } from './keeps-empty-refresh-token.ts';
import { KeepsFirstExpiry } from './keeps-first-expiry.ts';
import { KeepsNullForRefreshToken } from './keeps-null-for-refresh-token.ts';
import { KeepsRefreshTokenWhenDisconnected } from './keeps-refresh-token-when-disconnected.ts';
import { KeepsTokensPerWorkflow } from './keeps-tokens-per-workflow.ts';
import { LosesEdits } from './loses-edits.ts';
import { MergesHtmlReply } from './merges-html-reply.ts';
import { NotesExpiryInWrongUnit } from './notes-expiry-in-wrong-unit.ts';
import { OldDataWins } from './old-data-wins.ts';
import { ReplacesTokenData } from './replaces-token-data.ts';
import { RewritesScopeAtSave } from './rewrites-scope-at-save.ts';
import { RunsOnWhenDeleted } from './runs-on-when-deleted.ts';
import { SavesInMemoryOnly } from './saves-in-memory-only.ts';
import { SavesIntoWrongField } from './saves-into-wrong-field.ts';
import { SavesLate } from './saves-late.ts';
import { SavesOverDisconnect } from './saves-over-disconnect.ts';
import { SavesOverReconnect } from './saves-over-reconnect.ts';
import { SavesTwice } from './saves-twice.ts';
import { StoresKnownMembersOnly } from './stores-known-members-only.ts';
import { SwallowsFailedSave } from './swallows-failed-save.ts';
import { TakesFirstRefreshForTheRule } from './takes-first-refresh-for-the-rule.ts';
import { TidiesAddressAtFirstToken } from './tidies-address-at-first-token.ts';
import { WarnsBeforeItFails } from './warns-before-it-fails.ts';
import { WritesBackLater } from './writes-back-later.ts';
import { WritesGrantedScopeAtConnect } from './writes-granted-scope-at-connect.ts';
import { WritesNarrowedScope } from './writes-narrowed-scope.ts';
import { WritesOldTokensBack } from './writes-old-tokens-back.ts';

/** Mistakes in what is kept of a token reply, and where. */
export const saveMistakes = {
  'drops-every-token': {
    create: () => new DropsEveryToken(),
    caughtBy: 'others-unaffected',
    caughtIn: 'blast-radius/family-revoked',
  },
  'forgets-rotated-token': {
    create: () => new ForgetsRotatedToken(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'guide/rotation-is-stored',
  },
  'merges-html-reply': {
    create: () => new MergesHtmlReply(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'outage/token-endpoint-html-page',
  },
  'writes-narrowed-scope': {
    create: () => new WritesNarrowedScope(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'scope/narrowed-announced-too-little',
  },
  'saves-into-wrong-field': {
    create: () => new SavesIntoWrongField(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'borrows-tokens-of-another': {
    create: () => new BorrowsTokensOfAnother(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'blast-radius/family-revoked',
  },
  'drops-token-that-is-not-repeated': {
    create: () => new DropsTokenThatIsNotRepeated(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'rotation/refresh-token-left-out',
  },
  'keeps-empty-refresh-token': {
    create: () => new KeepsEmptyRefreshToken(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'rotation/refresh-token-empty',
  },
  'keeps-null-for-refresh-token': {
    create: () => new KeepsNullForRefreshToken(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'reply/refresh-token-null',
  },
  'writes-granted-scope-at-connect': {
    create: () => new WritesGrantedScopeAtConnect(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'control/no-fault',
  },
  'rewrites-scope-at-save': {
    create: () => new RewritesScopeAtSave(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'control/no-fault',
  },
  'tidies-address-at-first-token': {
    create: () => new TidiesAddressAtFirstToken(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'client-credentials/concurrent-expiry',
  },
  'drops-token-type': {
    create: () => new DropsTokenType(),
    caughtBy: 'token-data-kept',
    caughtIn: 'control/expired-access-token',
  },
  'old-data-wins': {
    create: () => new OldDataWins(),
    caughtBy: 'token-data-kept',
    caughtIn: 'scope/narrowed-announced-too-little',
  },
  'replaces-token-data': {
    create: () => new ReplacesTokenData(),
    caughtBy: 'token-data-kept',
    caughtIn: 'control/expired-access-token',
  },
  'stores-known-members-only': {
    create: () => new StoresKnownMembersOnly(),
    caughtBy: 'token-data-kept',
    caughtIn: 'control/no-fault',
  },
  'writes-old-tokens-back': {
    create: () => new WritesOldTokensBack(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'control/expired-access-token',
  },
  'saves-late': {
    create: () => new SavesLate(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'control/expired-access-token',
  },
  'saves-in-memory-only': {
    create: () => new SavesInMemoryOnly(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'client-credentials/concurrent-expiry',
  },
  'decodes-tokens': {
    create: () => new DecodesTokens(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'keeps-refresh-token-when-disconnected': {
    create: () => new KeepsRefreshTokenWhenDisconnected(),
    caughtBy: 'account-stays-taken-away',
    caughtIn: 'timing/disconnected-after-commit',
  },
  'saves-over-disconnect': {
    create: () => new SavesOverDisconnect(),
    caughtBy: 'account-stays-taken-away',
    caughtIn: 'timing/disconnected-after-commit',
  },
  'saves-over-reconnect': {
    create: () => new SavesOverReconnect(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'operator/reconnects-during-refresh',
  },
  'loses-edits': {
    create: () => new LosesEdits(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'operator/edits-during-refresh',
  },
  'swallows-failed-save': {
    create: () => new SwallowsFailedSave(),
    caughtBy: 'lost-save-is-told',
    caughtIn: 'database/read-only-at-save',
  },
  'warns-before-it-fails': {
    create: () => new WarnsBeforeItFails(),
    caughtBy: 'lost-save-is-told',
    caughtIn: 'database/read-only-at-save',
  },
  'writes-back-later': {
    create: () => new WritesBackLater(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'guide/rotation-is-stored',
  },
  'saves-twice': {
    create: () => new SavesTwice(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'operator/reconnects-after-refresh',
  },
  'keeps-first-expiry': {
    create: () => new KeepsFirstExpiry(),
    caughtBy: 'token-data-kept',
    caughtIn: 'guide/rotation-is-stored',
  },
  'notes-expiry-in-wrong-unit': {
    create: () => new NotesExpiryInWrongUnit(),
    caughtBy: 'token-data-kept',
    caughtIn: 'guide/rotation-is-stored',
  },
  'brings-deleted-back': {
    create: () => new BringsDeletedBack(),
    caughtBy: 'account-stays-taken-away',
    caughtIn: 'timing/deleted-after-commit',
  },
  'runs-on-when-deleted': {
    create: () => new RunsOnWhenDeleted(),
    caughtBy: 'account-stays-taken-away',
    caughtIn: 'timing/deleted-after-commit',
  },
  'cuts-long-tokens': {
    create: () => new CutsLongTokens(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'reply/written-otherwise',
  },
  'takes-first-refresh-for-the-rule': {
    create: () => new TakesFirstRefreshForTheRule(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'rotation/switched-on',
  },
  'keeps-tokens-per-workflow': {
    create: () => new KeepsTokensPerWorkflow(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'timing/disconnected-after-commit',
  },
  'forgets-tokens-when-throttled': {
    create: () => new ForgetsTokensWhenThrottled(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'token/bucket-empty',
  },
  'forgets-grant-when-refused': {
    create: () => new ForgetsGrantWhenRefused(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'refusal/invalid-client-401',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
