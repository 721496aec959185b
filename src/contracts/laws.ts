/** A law of an interface: a sentence about the fault, or nothing. Its subject may answer later. */
type Law<Subject> = (subject: Subject) => string | undefined | Promise<string | undefined>;

/** The laws of an interface, each by what it demands. */
export type Laws<Subject> = Readonly<Record<string, Law<Subject>>>;

/** The faults of a subject, a sentence each; an error that it throws is one too. */
export async function faultsOf<Subject>(laws: Laws<Subject>, subject: Subject): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, law] of Object.entries(laws)) {
    const fault = await faultOf(name, law, subject);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

async function faultOf<Subject>(
  name: string,
  law: Law<Subject>,
  subject: Subject,
): Promise<string | undefined> {
  try {
    return await law(subject);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `got the error "${message}" while this law was checked: ${name}`;
  }
}
