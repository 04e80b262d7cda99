import { played } from "../../wwwroot/js/curve-editor/project.js";
import { channels, evaluateTrack } from "../../wwwroot/js/curve-editor/track.js";

/** The value of a channel that a project shows at a frame. */
export const seen = (project, name, frame) => evaluateTrack(played(project), frame)[channels.findIndex((c) => c.name === name)];
