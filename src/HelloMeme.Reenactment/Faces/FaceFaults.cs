using HelloMeme.Media;

namespace HelloMeme.Reenactment.Faces;

/// <summary>What can be wrong with a face, said once: a stable code and one sentence with the remedy.</summary>
internal static class FaceFaults
{
    public static UserFaultException NoFace() =>
        new("no-face", "We found no face in this picture: use one that shows a single face from the front, well lit and not covered.");

    public static UserFaultException NoFaceInClip() =>
        new("no-face-in-clip", "We found no face in any frame of this clip: use one that shows a single face from the front, well lit and not covered.");

    public static UserFaultException SeveralFaces(int count, string places) =>
        new("several-faces", $"There are {count} faces: choose one, numbered from the left ({places}).");

    public static UserFaultException NoSuchFace(int number, int count) =>
        new("no-such-face", $"There is no face number {number}: there {(count == 1 ? "is one" : "are " + count)}, numbered from the left, starting at 1.");

    public static UserFaultException TooSmall(float side, float least) =>
        new("face-too-small", $"The face is only {side:0} pixels large: use one in which it measures at least {least:0} pixels.");

    public static UserFaultException Turned(string direction, float degrees, float most) =>
        new("face-turned", $"The face is turned {direction} by {degrees:0} degrees: use one in which it is turned by {most:0} degrees at most.");

    public static UserFaultException Outside(float share) =>
        new("face-outside", $"About {share * 100:0} % of the face lies outside the picture: use one that shows the whole face.");
}
