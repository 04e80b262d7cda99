namespace HelloMeme.Reenactment.Motion.Authored;

internal static class Joy
{
    public static IReadOnlyList<Preset> All { get; } = [Laugh(), Smile(), Kiss(), EyebrowFlash()];

    private static Preset Laugh() => new("laugh", "Laugh", "A short breath in, then the head goes back and it bursts out, five ha's that die away into a smile.", ["happy", "funny", "loud"],
        new Performance(3.4)
            .Pitch((0.26, -4), (0.6, 9.5), (0.9, 6.5), (1.2, 8.5), (1.75, 4), (2.4, -1), (2.9, 0.4))
            .Roll((0.3, -1), (0.75, 5), (1.5, -4), (2.3, 1.4), (2.9, 0))
            .Yaw((0.6, 0), (1.15, -4), (1.9, 2.5), (2.7, 0))
            .Move("headY", (0.26, 0.012), (0.52, -0.025), (0.64, 0.01), (0.74, -0.02), (0.86, 0.01), (0.96, -0.016), (1.08, 0.008), (1.18, -0.012), (1.3, 0.006), (1.42, -0.008), (1.7, 0.004), (2.2, 0))
            .Move("jawOpen", (0.2, 0.1), (0.32, 0.06), (0.54, 0.82), (0.66, 0.5), (0.76, 0.78), (0.88, 0.44), (0.98, 0.7), (1.1, 0.36), (1.2, 0.58), (1.32, 0.21), (1.44, 0.36), (1.62, 0.14), (1.8, 0.2), (2.2, 0.04), (2.7, 0))
            .Uneven("mouthSmile", (0.24, 0.12), (0.56, 0.78), (1.4, 0.74), (1.9, 0.62), (2.5, 0.4), (3.1, 0.06))
            .Uneven("mouthLowerDown", (0.4, 0), (0.6, 0.3), (1.4, 0.2), (1.9, 0))
            .Uneven("cheekSquint", (0.3, 0.05), (0.6, 0.85), (1.5, 0.8), (2.2, 0.35), (3, 0))
            .Both("eyeSquint", (0.3, 0), (0.6, 0.6), (1.6, 0.55), (2.3, 0.25), (3, 0))
            .Both("eyeBlink", (0.4, 0), (0.62, 0.86), (1.3, 0.9), (1.62, 0.55), (1.86, 0), (2.5, 0))
            .Move("browInnerUp", (0.22, 0.35), (0.6, 0.1), (1.2, 0.25), (1.9, 0))
            .Uneven("browOuterUp", (0.22, 0.3), (0.6, 0), (1.8, 0.2), (2.4, 0))
            .Uneven("noseSneer", (0.4, 0), (0.7, 0.25), (1.4, 0.2), (1.8, 0))
            .Blink(2.6)
            .ToTrack());

    private static Preset Smile() => new("smile", "Warm smile", "A smile that starts in the mouth and arrives in the eyes, with a small tilt of the head.", ["happy", "kind", "hello"],
        new Performance(3.2)
            .Roll((0.3, 0.6), (0.95, -4.5), (1.3, -3.8), (2, -4), (2.8, 0.3))
            .Yaw((0.25, -0.6), (1, 4), (2, 3.4), (2.8, -0.2))
            .Pitch((0.3, -1.2), (0.9, 2.2), (1.3, 1.6), (2.1, 1.8), (2.8, 0))
            .Uneven("mouthSmile", (0.2, 0.04), (0.82, 0.92), (1.1, 0.82), (2, 0.86), (2.85, 0.04))
            .Move("jawOpen", (0.4, 0), (0.95, 0.16), (1.3, 0.12), (2, 0.13), (2.6, 0))
            .Uneven("mouthDimple", (0.4, 0), (0.95, 0.25), (2, 0.2), (2.6, 0))
            .Uneven("cheekSquint", (0.4, 0), (1, 0.6), (2, 0.62), (2.75, 0))
            .Both("eyeSquint", (0.45, 0), (1.05, 0.42), (2, 0.45), (2.75, 0))
            .Move("browInnerUp", (0.25, 0), (0.7, 0.35), (1.3, 0.15), (2.2, 0.1), (2.8, 0))
            .Uneven("browOuterUp", (0.25, 0), (0.7, 0.22), (1.3, 0.05), (2.6, 0))
            .EyesOnViewer(0.9)
            .Blink(2.44)
            .ToTrack());

    private static Preset Kiss() => new("kiss", "Kiss", "Leans in with closing eyes, a kiss, and a smile on the way back.", ["love", "sweet"],
        new Performance(3)
            .Roll((0.3, -0.8), (0.95, 5.5), (1.45, 5), (2.1, -1), (2.6, 0))
            .Pitch((0.3, -1.5), (1, 4.5), (1.4, 3.2), (1.6, 5), (2.2, -0.8), (2.7, 0))
            .Move("headScale", (0.25, 0.994), (1, 1.045), (1.4, 1.05), (1.85, 0.992), (2.4, 1))
            .Move("headY", (0.3, 0.01), (1, -0.02), (1.45, -0.02), (2, 0.006), (2.5, 0))
            .Move("mouthPucker", (0.35, 0.08), (0.95, 0.92), (1.2, 0.8), (1.42, 0.98), (1.58, 0.25), (1.8, 0))
            .Move("mouthFunnel", (0.5, 0), (1, 0.15), (1.42, 0.05), (1.56, 0.3), (1.8, 0))
            .Move("jawOpen", (1.4, 0), (1.56, 0.16), (1.8, 0.03), (2.3, 0))
            .Uneven("mouthSmile", (0.1, 0), (0.4, 0.18), (0.8, 0), (1.55, 0), (1.9, 0.6), (2.3, 0.5), (2.8, 0.02))
            .Uneven("cheekSquint", (0.5, 0), (1, 0.25), (1.5, 0.3), (1.9, 0.5), (2.7, 0))
            .Both("eyeBlink", (0.55, 0), (0.95, 0.8), (1.1, 1), (1.5, 1), (1.72, 0.2), (1.9, 0))
            .Uneven("browOuterUp", (0.4, 0.1), (1, 0.3), (1.5, 0.35), (1.95, 0.1), (2.5, 0))
            .Move("browInnerUp", (0.4, 0.1), (1, 0.45), (1.5, 0.4), (2, 0.05), (2.5, 0))
            .ToTrack());

    private static Preset EyebrowFlash() => new("eyebrow-flash", "Eyebrow flash", "Two quick lifts of the brows with a knowing smile.", ["flirt", "funny", "hello"],
        new Performance(2.6)
            .Pitch((0.2, -1.5), (0.48, 3.2), (0.66, 1.6), (0.86, 3.6), (1.2, 2), (1.7, 0.5), (2.2, 0))
            .Roll((0.3, 0), (0.9, 2.5), (1.5, 2), (2.2, 0))
            .Move("browInnerUp", (0.22, 0), (0.38, 0.72), (0.56, 0.14), (0.74, 0.8), (0.9, 0.74), (1.14, 0.08), (1.5, 0))
            .Uneven("browOuterUp", (0.2, 0), (0.36, 0.92), (0.54, 0.18), (0.72, 1), (0.9, 0.94), (1.14, 0.1), (1.5, 0))
            .Uneven("browDown", (0.04, 0), (0.18, 0.16), (0.3, 0), (1.14, 0), (1.28, 0.12), (1.6, 0))
            .Both("eyeWide", (0.24, 0), (0.4, 0.4), (0.56, 0.08), (0.76, 0.45), (1.1, 0))
            .Move("mouthSmileLeft", (0.35, 0), (0.95, 0.6), (1.5, 0.5), (2.2, 0))
            .Move("mouthSmileRight", (0.42, 0), (1.05, 0.38), (1.5, 0.32), (2.2, 0))
            .Move("mouthDimpleLeft", (0.5, 0), (1, 0.3), (1.5, 0.25), (2.1, 0))
            .Uneven("cheekSquint", (0.6, 0), (1.1, 0.35), (1.5, 0.3), (2.1, 0))
            .EyesOnViewer(0.9)
            .Blink(1.84)
            .ToTrack());
}
