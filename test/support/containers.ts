import Docker from "dockerode";

/** Ids of the containers that belong to a run, whatever their state. Other tests run beside: its name must be its own. */
export async function listContainers(runId: string): Promise<string[]> {
  const containers = await new Docker().listContainers({ all: true });
  return containers.filter(({ Labels }) => Object.values(Labels).includes(runId)).map(({ Id }) => Id);
}
