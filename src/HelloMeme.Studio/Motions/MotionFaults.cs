using HelloMeme.Media;

namespace HelloMeme.Studio.Motions;

/// <summary>The sentences for kept motions; their statuses are in <see cref="StudioProblems"/>.</summary>
internal static class MotionFaults
{
    public static UserFaultException NotHere() => new("not-here", "There is no motion of yours at this address: it may have been deleted.");

    public static UserFaultException NotShipped(string name) => new("not-here", $"There is no shipped motion named '{name}': GET /api/motions lists them.");

    public static UserFaultException Stale() => new("stale", "This motion was changed elsewhere meanwhile: load it again, or save yours as a copy.");

    public static UserFaultException RevisionMissing() => new("revision-missing", "The change does not say which revision it is made from: send the motion's ETag as If-Match.");

    public static UserFaultException BadMotion(FormatException fault) => new("bad-motion", $"This motion cannot be kept: {fault.Message}", fault);

    public static UserFaultException BadWish() => new("bad-motion", "What the motion is made of is unclear: name one of project, preset, driver and track; only a driver, or a track of one, has a face and a trim.");

    public static UserFaultException TooLarge(int megabytes) => new("too-large", $"This motion has more than the {megabytes} MB that the studio keeps of one: shorten it, or remove layers.");

    public static UserFaultException TooMany(int most) => new("too-many-motions", $"You keep {most} motions here already, as many as there is room for: delete some first.");

    public static UserFaultException SoundGone() => new("not-here", "A recording that is this motion's sound is not here: it was deleted, or comes from another studio; take it out in the editor, or put another in.");

    public static UserFaultException NoDriver() => new("no-driver", "There is nothing to capture this motion from again: it has no clip, or that was deleted.");
}
