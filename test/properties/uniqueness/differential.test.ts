import { differential } from "./differential.js";

differential(400);
