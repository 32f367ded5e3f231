/** Where GitHub's API is, without a final `/`: that of the server that the job runs on. */
export function githubApi(environment: NodeJS.ProcessEnv = process.env): string {
  return (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/$/, '');
}
