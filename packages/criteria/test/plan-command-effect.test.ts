import { commandEffect } from '../src/plan-command-effect.ts';
import { isBackupCommand, isRestoreCommand } from '../src/plan-restore.ts';
import { changeVerb, isConditional } from '../src/plan-step-words.ts';

describe('what a command does', () => {
  test.each([
    'kubectl rollout undo deployment/shop',
    'kubectl -n prod scale deployment/worker --replicas=0',
    'kubectl set image deployment/shop shop=registry/shop:1.4.0',
    'kubectl delete pod shop-1',
    'kubectl exec deploy/shop -- alembic downgrade -1',
    'helm rollback shop 12',
    'docker compose up -d',
    'docker service update --rollback shop',
    'sudo systemctl restart shop',
    'git revert -m 1 HEAD',
    'make rollback',
    'npm run deploy:previous',
    './scripts/rollback.sh v1.4.0',
    'bash scripts/restore.sh',
    'psql shop < before.sql',
    'psql -d shop -c "DROP TABLE discounts"',
    'pg_restore --dbname shop before.dump',
    'alembic downgrade -1',
    'flyway undo',
    'aws ecs update-service --service shop --task-definition shop:41',
    'terraform apply -auto-approve',
    'curl -X POST https://flags/new-checkout/off',
    'curl --data off https://flags/new-checkout',
    'redis-cli FLUSHALL',
    'kubectl get pods && kubectl rollout undo deployment/shop',
    'VERSION=v1.4.0 docker compose up -d',
    'DELETE FROM discounts',
  ])('%s changes', (text) => {
    expect(commandEffect(text)).toBe('changes');
  });

  test.each([
    'kubectl get pods',
    'kubectl rollout status deployment/shop',
    'kubectl rollout history deployment/shop',
    'kubectl logs deploy/shop',
    'kubectl exec deploy/shop -- curl http://localhost/health',
    'kubectl config current-context',
    'helm history shop',
    'docker compose ps',
    'docker images',
    'sudo systemctl status shop',
    'git log --oneline -5',
    'git fetch origin',
    'npm test',
    'make smoke',
    './scripts/verify-rollback.sh',
    'psql -c "SELECT count(*) FROM orders"',
    'SELECT count(*) FROM orders',
    'alembic current',
    'flyway info',
    'aws ecs describe-services --services shop',
    'terraform plan',
    'curl --fail https://shop/health',
    'curl -s https://shop/health | jq .status',
    'export VERSION=v1.4.0',
    'cd /srv/shop',
    'ansible-playbook rollback.yml --check',
    '# restart everything',
    '',
  ])('%s only looks', (text) => {
    expect(commandEffect(text)).toBe('reads');
  });

  test.each(['shopctl now', 'git commit -m "restart all"', 'make'])('%s is not known', (text) => {
    expect(commandEffect(text)).toBe('unknown');
  });

  test('statements in a fence of SQL', () => {
    expect(commandEffect('ALTER TABLE orders DROP COLUMN discount', 'sql')).toBe('changes');
    expect(commandEffect('\\d orders', 'sql')).toBe('reads');
  });
});

describe('what a step tells a machine to do', () => {
  test.each([
    ['Restart the workers', 'restart'],
    ['**Stop** the workers', 'stop'],
    ['Then deploy the release before', 'deploy'],
    ['Step 3: Restore the database', 'restore'],
    ['2. Roll back the release', 'roll'],
    ['Dienst neu starten', 'starten'],
    ['Détruire', undefined],
    ['Arrêter le service', 'arreter'],
    ['Detener los procesos', 'detener'],
    ['Остановить обработчики', 'остановить'],
    ['Servisi durdur', 'durdur'],
    ['Zatrzymaj procesy', 'zatrzymaj'],
    ['停止服务', '停止'],
    ['Notify the support team', undefined],
    ['Check that it answers', undefined],
    ['Start a call with the database team', undefined],
    ['Stop all merges', undefined],
    ['Open an incident', undefined],
    ['Restarts the workers', undefined],
    ['The deployment', undefined],
    ['', undefined],
  ])('%s: %s', (text, verb) => {
    expect(changeVerb(text)).toBe(verb);
  });

  test.each([
    'If it fails, restore the backup',
    'When orders are missing: restore',
    'Restart it if needed',
    'Falls nötig: neu starten',
    '如果失败，恢复备份',
  ])('%s is conditional', (text) => {
    expect(isConditional(text)).toBe(true);
  });

  test.each(['Restart the workers', 'Notify the support team', 'Siphon the queue'])('%s is not conditional', (text) => {
    expect(isConditional(text)).toBe(false);
  });
});

describe('backups', () => {
  test.each([
    'pg_restore --dbname shop before.dump',
    'psql shop < before.sql',
    'gunzip -c before.sql.gz | psql shop',
    'mongorestore --drop dump/',
    'restic -r s3:shop restore latest --target /srv',
    'aws rds restore-db-instance-from-db-snapshot --db-snapshot-identifier before',
    './scripts/restore-database.sh before.dump',
  ])('%s restores', (text) => {
    expect([isRestoreCommand({ text }), isBackupCommand({ text })]).toEqual([true, false]);
  });

  test.each([
    'pg_dump shop > before.sql',
    'mysqldump shop > before.sql',
    'aws rds create-db-snapshot --db-snapshot-identifier before',
    './backup.sh',
  ])('%s makes one', (text) => {
    expect([isRestoreCommand({ text }), isBackupCommand({ text })]).toEqual([false, true]);
  });

  test.each(['git restore src', 'psql -c "SELECT 1"', 'kubectl rollout undo deployment/shop'])(
    '%s is neither',
    (text) => {
      expect([isRestoreCommand({ text }), isBackupCommand({ text })]).toEqual([false, false]);
    },
  );
});
