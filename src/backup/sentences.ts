/** What a person reads when a backup or a restore is refused. */
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/backup.ts'
import type { RestoreFault, RestoreReason } from './faults.ts'
import type { BackupRefusal } from './write-backup.ts'

export function refusalSentence(refusal: BackupRefusal, variant: Variant): string {
  switch (refusal.reason) {
    case 'backupThere':
      return words.refusedBackupThere(variant, refusal)
    case 'backupFolderMissing':
      return words.refusedBackupFolderMissing(variant, refusal)
    case 'backupDiskFull':
      return words.refusedBackupDiskFull(variant, refusal)
    case 'backupUnreadable':
      return words.refusedBackupUnreadable(variant, refusal)
    case 'blobDamaged':
      return words.refusedBlobDamaged(variant, refusal)
    case 'backupUnderWay':
      return words.refusedBackupUnderWay(variant)
    default:
      return words.refusedKeysNeedPassphrase(variant)
  }
}

const faults: Readonly<Record<RestoreReason, (variant: Variant) => string>> = {
  'file-missing': words.faultFileMissing,
  'not-a-backup': words.faultNotABackup,
  damaged: words.faultDamaged,
  'archive-refused': words.faultArchiveRefused,
  'passphrase-needed': words.faultPassphraseNeeded,
  'wrong-passphrase': words.faultWrongPassphrase,
  'format-newer': words.faultFormatNewer,
  'manifest-malformed': words.faultManifestMalformed,
  'entry-unknown': words.faultEntryUnknown,
  'entry-missing': words.faultEntryMissing,
  'content-differs': words.faultContentDiffers,
  'not-trusted': words.faultNotTrusted,
  'migrations-newer': words.faultMigrationsNewer,
  'migrations-odd': words.faultMigrationsOdd,
  'table-unknown': words.faultTableUnknown,
  'table-missing': words.faultTableMissing,
  'column-unknown': words.faultColumnUnknown,
  'sequence-unknown': words.faultSequenceUnknown,
  'row-malformed': words.faultRowMalformed,
  'value-refused': words.faultValueRefused,
  'reference-broken': words.faultReferenceBroken,
  'target-not-empty': words.faultTargetNotEmpty,
  'key-differs': words.faultKeyDiffers,
  'disk-full': words.faultDiskFull,
}

/** What is wrong, then where, then which rule it breaks: each on a line of its own. */
export function faultSentence({ reason, at, rule }: RestoreFault, variant: Variant): string {
  const lines = [faults[reason](variant)]
  if (at !== undefined) lines.push(words.atPlace(variant, { at }))
  if (rule !== undefined) lines.push(words.byRule(variant, { rule }))
  return lines.join('\n')
}
