import { WORKSPACE_TABLES } from '../forget-workspace.ts'

/** Everything of a workspace's, each table behind those that its rows refer to, and the installation of its own. */
export const tablesToMove: readonly string[] = [
  'workspaces',
  ...[...WORKSPACE_TABLES].reverse(),
  'installations',
]
