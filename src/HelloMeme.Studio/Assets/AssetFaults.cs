using HelloMeme.Media;

namespace HelloMeme.Studio.Assets;

/// <summary>The sentences for uploads and assets; their statuses are in <see cref="StudioProblems"/>.</summary>
internal static class AssetFaults
{
    public static UserFaultException NotHere() => new("not-here", "There is nothing of yours at this address: it may have been deleted.");

    public static UserFaultException NoFilm() => new("not-here", "There is no film here, only a clip has one: ask for another's.");

    public static UserFaultException NoPicture() => new("not-here", "There is no picture here, this is a recording: ask for its sound instead.");

    public static UserFaultException NoSound() => new("not-here", "There is nothing to hear here, this has no sound: ask for another clip's.");

    public static UserFaultException Empty() => new("empty-file", "This file is empty: choose it again or export it anew.");

    public static UserFaultException WrongType() =>
        new("wrong-type", "This file is neither a picture nor a clip nor a recording we can read: use JPEG, PNG, WebP, MP4, MOV, WebM or WAV.");

    public static UserFaultException TooLarge(string what, long bytes, int megabytes) =>
        new("too-large", $"This {what} has {Megabytes(bytes)} MB and the studio takes {megabytes} MB: {(what == "picture" ? "save it smaller" : "shorten it or save it smaller")} first.");

    public static UserFaultException TooLong(string what, double seconds, int longest) =>
        new("too-long", $"This {what} lasts {seconds / 60:0.#} min and the studio takes {longest / 60.0:0.#} min: cut out the part you want first.");

    public static UserFaultException ShelfFull(int megabytes) =>
        new("shelf-full", $"You keep {megabytes} MB of uploads here already, as much as there is room for: delete some first.");

    private static long Megabytes(long bytes) => (bytes + 999_999) / 1_000_000;
}
