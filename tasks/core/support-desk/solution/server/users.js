import { hashPassword, isPassword } from "./passwords.js";

const FIELDS = "id, name, email, role";

/** Who may sign in. */
export function createUsers(database) {
  const byEmail = database.prepare(`SELECT ${FIELDS}, password_hash FROM users WHERE email = ?`);
  const staff = database.prepare("SELECT id, name FROM users WHERE role <> 'customer' ORDER BY name");
  /** Compared where there is no such user, so that the time of the answer does not tell. */
  const decoy = hashPassword("nobody's");

  return {
    /** The user with this email and password, or null. */
    async verify(email, password) {
      const found = byEmail.get(email);
      const fits = await isPassword(password, found?.password_hash ?? (await decoy));
      if (found === undefined || !fits) return null;
      const { password_hash: _, ...user } = found;
      return user;
    },
    /** Agents and leads, by name. */
    listStaff: () => staff.all(),
  };
}
