import { differential } from "./differential.js";

differential(8000);
