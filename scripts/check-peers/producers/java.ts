/** Has Maven's Surefire write its JUnit reports of tests that pass, fail, break and are flaky, and reads them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSame, type PeerCheck, PeerMissing, root, run, runCli, runWell } from '../peer.ts';

export const javaChecks: readonly PeerCheck[] = [{ name: 'producers/surefire', run: checkSurefire }];

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>peer</groupId><artifactId>app</artifactId><version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <surefire.rerunFailingTestsCount>1</surefire.rerunFailingTestsCount>
  </properties>
  <dependencies><dependency>
    <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.13.4</version>
    <scope>test</scope>
  </dependency></dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId>
    <version>3.5.4</version>
  </plugin></plugins></build>
</project>
`;

const test = `import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.*;
class AppTest {
  static int tries = 0;
  @Test void passes() {}
  @Test void fails() { assertEquals(1, GOOD ? 1 : 2); }
  @Test void breaks() { if (!GOOD) throw new IllegalStateException("<&>"); }
  @Test void isFlaky() { tries++; assertEquals(2, tries); }
  @Test @Disabled("not here") void isSkipped() {}
  static final boolean GOOD = System.getenv("GOOD") != null;
}
`;

/** A report lists the last attempt of each test. */
interface Attempts {
  readonly tasks: readonly { readonly attempt: number; readonly result: string }[];
  readonly build: { readonly result: string };
}

/** Last attempts as Surefire counts them, and how many came before. */
function checkSurefire(folder: string): string {
  mkdirSync(join(folder, 'src/test/java'), { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  writeFileSync(join(folder, 'src/test/java/AppTest.java'), test);
  const repository = `-Dmaven.repo.local=${join(root, '.tmp/peers/maven')}`;
  const maven = (...goals: string[]): ReturnType<typeof run> =>
    run('mvn', ['--batch-mode', '--no-transfer-progress', repository, ...goals], { cwd: folder });
  const installed = maven('test-compile', 'surefire:help');
  if (installed.status !== 0) throw new PeerMissing(`mvn test-compile: ${installed.stdout.slice(-400)}`);
  compare(maven('test'), folder, 'failure');
  const good = run('mvn', ['--batch-mode', repository, 'test'], { cwd: folder, env: { GOOD: '1' } });
  compare(good, folder, 'success');
  const version = runWell('mvn', ['--version'], { cwd: folder }).split('\n')[0];
  return `${version}, Surefire 3.5.4: passed, failed, errors, skipped, flaky`;
}

function compare({ stdout }: { readonly stdout: string }, folder: string, result: string): void {
  const lastLine =
    /Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)(?:, Flakes: (\d+))?\s*$/m;
  const totals = lastLine.exec(stdout.slice(stdout.indexOf('Results:')));
  if (totals === null) throw new Error(`Surefire gave no totals: ${stdout.slice(-800)}`);
  const [all = 0, failures = 0, errors = 0, skipped = 0, flakes = 0] = totals
    .slice(1)
    .map((text) => Number(text ?? 0));
  const ran = runCli(['check', 'target/surefire-reports/*.xml', '--json', '--fail-on', 'never'], {
    cwd: folder,
  });
  const { tasks, build } = JSON.parse(ran.stdout) as Attempts;
  const count = (wanted: string): number => tasks.filter((task) => task.result === wanted).length;
  expectSame('tests', tasks.length, all);
  expectSame('failures', count('failure'), failures);
  expectSame('errors', count('error'), errors);
  expectSame('skipped', count('skip'), skipped);
  const earlier = tasks.reduce((sum, task) => sum + task.attempt - 1, 0);
  expectSame('attempts before the last', earlier, failures + errors + flakes);
  expectSame('result', build.result, result);
}
