import { z } from "zod";

export const village = z.enum(["Kadoro", "Upper Marel", "Lake Ondu", "Sefa Bridge"]);
