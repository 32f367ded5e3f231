import { foldedText } from './plan-anatomy.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Verbs of what only a machine does, folded: English, then the beginnings and infinitives of other languages. */
const CHANGE_VERBS = words(
  `apply bounce deploy delete detach disable downgrade downscale drain drop enable execute failover flip flush halt import
  install invalidate kill launch migrate pin point promote purge push reboot rebuild recreate redeploy re-deploy redirect reinstall
  reload remove repoint reroute reset resize restart restore revert revoke rollback rotate roll run scale shift shut start stop swap
  switch sync terminate toggle trigger truncate uncordon undeploy undo uninstall unpublish upgrade
  stoppen starten neustarten zurucksetzen zuruckrollen wiederherstellen einspielen ausrollen deaktivieren loschen umschalten
  arreter demarrer redemarrer restaurer deployer redeployer desactiver supprimer basculer
  detener iniciar reiniciar restaurar desplegar desactivar eliminar revertir detenga reinicie restaure despliegue revierta
  parar implantar reverter desativar excluir pare reinicie reverta
  остановить остановите запустить запустите перезапустить перезапустите восстановить восстановите откатить откатите отключить отключите
  удалить удалите развернуть разверните
  stoppa starta aterstall distribuera inaktivera
  zatrzymaj uruchom przywroc wdroz wylacz usun cofnij zrestartuj`,
);
/** In these languages the verb comes last: `Dienst neu starten`, `Servisi durdur`. */
const LAST_VERBS = words(
  `stoppen starten neustarten zurucksetzen zuruckrollen wiederherstellen einspielen ausrollen deaktivieren loschen umschalten
  durdur durdurun baslat baslatin yukle yukleyin kapat kapatin`,
);
/** What comes before the verb of a sentence. */
const LEAD = /^(?:then|now|next|first|finally|please|manually|immediately|also|optionally|and)\s+/;
/** Bold words before a colon, `Phase 2:`; what follows them is the step. */
const LABEL = /^(?:step|phase|schritt|etape|paso|passo|шаг|adim|steg|krok)\s*\d+[a-z]?\s*[:.)–—-]*\s*|^\d+[.)]\s*/;

/** What people do without a machine, though the verb is one of a machine: `Start a call`, `Stop all merges`. */
const HUMAN_OBJECT =
  /\b(?:bridge|call|channel|clock|communications?|conversation|customers?|deploys|deployments|developers?|discussion|freeze|hotfix|incident|investigation|issue|manager|meeting|merges|merging|post-?mortem|pull requests?|prs?|process|releases|retro\w*|review|stakeholders?|stopwatch|support|team|thread|ticket|timer|users|war ?room|work)\b/;

/** The verb with which a step tells a machine to change something, folded; undefined when it tells a person, or tells nothing. */
export function changeVerb(text: string): string | undefined {
  const plain = foldedText(text.slice(0, 300))
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(LABEL, '')
    .replace(LEAD, '');
  const [sentence = ''] = plain.split(/[.;:!?。；：！？](?:\s|$)/u, 1);
  const spoken = sentence.split(/[^\p{L}-]+/u).filter((word) => word !== '');
  const [first = ''] = spoken;
  const last = spoken.at(-1) ?? '';
  const han = /^(?:请|先|再|然后)?(停止|启动|重启|部署|重新部署|回滚|恢复|还原|切换|禁用|删除)/u.exec(plain)?.[1];
  const verb = CHANGE_VERBS.has(first) ? first : LAST_VERBS.has(last) ? last : han;
  if (verb === undefined || HUMAN_OBJECT.test(spoken.slice(1, 9).join(' '))) return undefined;
  // `Roll out`, `Run through`, `Point out`: no command is meant by them as such.
  if (/^(?:run through|run by|roll call|point out|start (?:with|by|from)|stop and)\b/.test(sentence)) return undefined;
  return verb;
}

/** Steps that only come into play when something else went wrong, or is needed. */
export function isConditional(text: string): boolean {
  return /^[^\p{L}]*(?:if|when|in case|should|otherwise|else|only if|unless|optional|falls|wenn|si|en cas|caso|se|если|eger|om|jesli|gdyby)(?![\p{L}])|^\W*(?:如果|若)|\b(?:if needed|if necessary|if required|if applicable|as needed|if it fails|if (?:this|that) fails)\b/u.test(
    foldedText(text.slice(0, 300)),
  );
}
