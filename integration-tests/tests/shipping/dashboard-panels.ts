import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The dashboard that Grafana is provisioned with. */
export const DASHBOARD: string = join(
  import.meta.dirname,
  '../../../deploy/grafana/dashboards/lb-rerank.json',
);

/** A panel of the dashboard, and what it asks Prometheus. */
export interface DashboardPanel {
  readonly title: string;
  readonly queries: readonly string[];
}

/** The panels that show something. */
export async function dashboardPanels(): Promise<DashboardPanel[]> {
  const { panels } = JSON.parse(await readFile(DASHBOARD, 'utf8')) as {
    panels: { title: string; targets?: { expr: string }[] }[];
  };
  return panels.flatMap(({ title, targets = [] }) =>
    targets.length === 0 ? [] : [{ title, queries: targets.map(({ expr }) => expr) }],
  );
}
