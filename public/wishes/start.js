// Starts the pages of wishes.
import { begin } from "../starting.js";
import init from "./wishes.js";

begin(init);
