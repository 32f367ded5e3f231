/** The action did something that the runner would refuse, lose or obey by mistake: the test fails. */
export class RunnerViolation extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RunnerViolation';
  }
}
