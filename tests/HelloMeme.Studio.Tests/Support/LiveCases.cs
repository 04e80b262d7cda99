using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Tests.Support;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A portrait with what the engine needs to know of it.</summary>
internal sealed record LiveCase(string Name, Frame Picture, FaceLandmarks Landmarks, PersonMask Mask) : IDisposable
{
    public void Dispose() => Picture.Dispose();
}

/// <summary>What the live face is tried on: drawn portraits, one of them turned (mirror fill, second texture), fixture photos where they are;
/// and motions up to the ends of the channels and beyond the soft limits.</summary>
internal static class LiveCases
{
    private const int Side = 768;

    public static IEnumerable<LiveCase> Portraits()
    {
        foreach (var sample in SamplePortraits.All) yield return new LiveCase(sample.Name, DrawnPortraits.Draw(sample.Name, Side), SamplePortraits.Landmarks(sample.Name, Side), DrawnPortraits.Mask(sample.Name));
        yield return Turned("theo", new HeadAngles(0.5f, 0.05f, 0));
        if (Fixtures.Folder is null) yield break;
        foreach (var photo in new[] { "majicmix1", "chillout", "cg1" }) yield return Photo(photo);
    }

    public static readonly (string Name, MotionFrame Frame)[] Motions =
    [
        ("smile", With(("mouthSmileLeft", 1), ("mouthSmileRight", 1), ("cheekSquintLeft", 0.7f), ("cheekSquintRight", 0.7f), ("browInnerUp", 0.6f))),
        ("jaw", With(("jawOpen", 1), ("browOuterUpLeft", 1), ("browOuterUpRight", 1), ("eyeWideLeft", 1), ("eyeWideRight", 1))),
        ("wink", With(("eyeBlinkLeft", 1), ("eyeBlinkRight", 0.45f), ("mouthLeft", 0.8f), ("noseSneerLeft", 1))),
        ("gaze", With(("eyeLookOutLeft", 1), ("eyeLookInRight", 1), ("eyeLookUpLeft", 0.6f), ("eyeLookUpRight", 0.6f), ("headX", 0.1f))),
        ("left", With(("headYaw", -0.5f), ("headRoll", 0.25f), ("mouthFrownLeft", 1), ("mouthFrownRight", 1), ("browDownLeft", 1), ("browDownRight", 1))),
        ("right", With(("headYaw", 0.5f), ("headPitch", 0.2f), ("jawOpen", 0.4f))),
        ("near", With(("headScale", 1.5f), ("headX", -0.5f), ("headY", 0.4f), ("headPitch", -0.5f), ("eyeLookDownLeft", 1), ("eyeLookDownRight", 1))),
        ("tongue", With(("tongueOut", 1), ("jawOpen", 0.7f), ("headRoll", -0.4f), ("eyeSquintLeft", 1), ("eyeSquintRight", 1))),
        ("kiss", With(("mouthPucker", 1), ("mouthFunnel", 0.6f), ("cheekPuff", 1), ("jawOpen", 0.25f), ("headScale", 0.7f))),
        ("all", With(("headYaw", 0.9f), ("headPitch", 0.6f), ("headRoll", 0.6f), ("headX", 1.5f), ("jawOpen", 1), ("mouthSmileLeft", 1), ("mouthUpperUpLeft", 1), ("eyeBlinkRight", 1), ("eyeLookInLeft", 1))),
    ];

    private static MotionFrame With(params ReadOnlySpan<(string, float)> changes) => MotionFrame.Rest.With(changes);

    private static LiveCase Turned(string name, HeadAngles angles)
    {
        var who = Cast.All.First(c => c.Name == name) with { Angles = angles };
        var landmarks = new HeadModel(who).Landmarks.Map(Side / Stage.Side, Vector2.Zero);
        using var white = PortraitPainter.Paint(who, 256, new Backdrop(Rgba.White, Rgba.White));
        using var black = PortraitPainter.Paint(who, 256, new Backdrop(Rgba.Black, Rgba.Black));
        var coverage = Enumerable.Range(0, 256 * 256).Select(i => (byte)(255 - Math.Max(0, white.Pixels[3 * i + 1] - black.Pixels[3 * i + 1]))).ToArray();
        return new LiveCase(name + "-turned", PortraitPainter.Paint(who, Side, who.Backdrop), landmarks, new PersonMask(256, 256, coverage));
    }

    private static LiveCase Photo(string name)
    {
        var photo = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Media(name + ".jpg")));
        using var mask = FrameCodec.Decode(File.ReadAllBytes(Fixtures.Landmarks(name + ".person-mask.png")));
        var coverage = Enumerable.Range(0, mask.Width * mask.Height).Select(i => mask.Pixels[3 * i]).ToArray();
        return new LiveCase(name, photo, Fixtures.PhotoLandmarks(name, photo.Width, photo.Height), new PersonMask(mask.Width, mask.Height, coverage));
    }
}
