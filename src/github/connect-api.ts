/** The client of a job: the toolkit's, which uses the runner's proxy. */
import { bindApi, type ConnectOptions, type GitHubApi } from './api.ts';

/** Loads octokit only here, to keep the start of the action short. */
export async function connectApi(options: ConnectOptions): Promise<GitHubApi> {
  const { getOctokit } = await import('@actions/github');
  return await bindApi(async (token, settings) => getOctokit(token, settings), options);
}
