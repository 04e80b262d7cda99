namespace HelloMeme.Reenactment.Motion.Authored;

internal static class Teasing
{
    private const int IdleSeed = 11;

    public static IReadOnlyList<Preset> All { get; } = [Wink(), SideEye(), Smirk(), EyeRoll(), TongueOut(), CoolIdle()];

    private static Preset Wink() => new("wink", "Wink", "A glance, a tilt, and one eye shuts with the corner of the mouth.", ["flirt", "funny", "yes"],
        new Performance(2.4)
            .Roll((0.2, -1.6), (0.58, 7), (0.8, 6), (1.15, 5.6), (1.85, -0.4))
            .Yaw((0.2, 1), (0.6, -4.5), (1.1, -3.6), (1.8, 0.3))
            .Pitch((0.2, 1.4), (0.56, -2.2), (0.85, -1.2), (1.8, 0))
            .Move("eyeBlinkLeft", (0.42, 0), (0.52, 1), (0.92, 1), (1.1, 0.12), (1.24, 0))
            .Move("eyeBlinkRight", (0.42, 0), (0.54, 0.16), (0.92, 0.12), (1.1, 0))
            .Move("eyeSquintLeft", (0.38, 0), (0.54, 0.75), (0.94, 0.75), (1.3, 0.15), (1.8, 0))
            .Move("eyeSquintRight", (0.4, 0), (0.6, 0.3), (1.2, 0.2), (1.8, 0))
            .Move("cheekSquintLeft", (0.38, 0), (0.54, 1), (0.96, 0.9), (1.4, 0.3), (1.9, 0))
            .Move("cheekSquintRight", (0.4, 0), (0.6, 0.3), (1.3, 0.2), (1.9, 0))
            .Move("mouthSmileLeft", (0.25, 0.05), (0.58, 0.95), (1, 0.85), (1.4, 0.6), (2.05, 0))
            .Move("mouthSmileRight", (0.3, 0), (0.66, 0.38), (1.4, 0.4), (2.05, 0))
            .Move("mouthDimpleLeft", (0.4, 0), (0.6, 0.35), (1.2, 0.2), (1.8, 0))
            .Move("mouthLeft", (0.4, 0), (0.58, 0.2), (0.9, 0.16), (1.5, 0))
            .Move("browDownLeft", (0.4, 0), (0.54, 0.45), (0.92, 0.4), (1.24, 0))
            .Move("browOuterUpRight", (0.1, 0), (0.3, 0.35), (0.6, 0.5), (1, 0.35), (1.7, 0))
            .Move("browOuterUpLeft", (0.08, 0), (0.26, 0.3), (0.5, 0), (1.05, 0.15), (1.7, 0))
            .EyesOnViewer(0.9)
            .ToTrack());

    private static Preset SideEye() => new("side-eye", "Side-eye", "The eyes slide off, come back to make sure, and slide off again.", ["doubt", "judging", "funny"],
        new Performance(4)
            .Look((0.28, 0, 0), (0.36, 0.5, -0.02), (0.44, 0.76, -0.05), (1.5, 0.78, -0.05), (1.6, 0, 0.02), (2.06, 0, 0.02), (2.18, 0.82, -0.06), (3.1, 0.8, -0.05), (3.28, 0, 0))
            .Yaw((0.3, 0), (0.8, -5), (1.45, -4.4), (1.75, -2.6), (2.1, -2.6), (2.6, -6.5), (3.1, -6), (3.7, 0.3))
            .Pitch((0.3, 0), (0.85, 2.4), (1.5, 2), (1.75, 1), (2.1, 1), (2.6, 3), (3.1, 2.8), (3.7, 0))
            .Roll((0.3, 0), (0.9, 2.5), (1.5, 2.2), (2.1, 1.4), (2.7, 3.4), (3.1, 3), (3.7, -0.2))
            .Both("eyeBlink", (0.3, 0), (0.7, 0.26), (1.45, 0.28), (1.6, 0.06), (2.05, 0.05), (2.3, 0.3), (3.05, 0.3), (3.4, 0))
            .Both("eyeSquint", (0.3, 0), (0.8, 0.35), (1.5, 0.3), (2.3, 0.45), (3.05, 0.4), (3.5, 0))
            .Move("browDownLeft", (0.4, 0), (0.85, 0.45), (1.5, 0.4), (2.3, 0.5), (3.1, 0.45), (3.6, 0))
            .Move("browDownRight", (0.4, 0), (0.85, 0.2), (1.5, 0.1), (1.62, 0), (2.1, 0), (2.4, 0.25), (3.1, 0.2), (3.6, 0))
            .Move("browOuterUpRight", (1.46, 0), (1.64, 0.6), (2.05, 0.5), (2.3, 0.15), (3.1, 0.2), (3.6, 0))
            .Uneven("mouthPress", (0.5, 0), (0.95, 0.4), (1.5, 0.4), (2.5, 0.5), (3.1, 0.45), (3.6, 0))
            .Move("mouthLeft", (0.5, 0), (1, 0.3), (1.6, 0.24), (2.6, 0.42), (3.1, 0.38), (3.6, 0))
            .Move("mouthPucker", (0.5, 0), (1, 0.2), (1.6, 0.1), (2.6, 0.26), (3.1, 0.22), (3.6, 0))
            .Uneven("mouthFrown", (0.6, 0), (1.1, 0.2), (1.6, 0.15), (2.6, 0.25), (3.5, 0))
            .Blink(3.2)
            .ToTrack());

    private static Preset Smirk() => new("smirk", "Smirk", "One corner of the mouth rises, slowly, and stays.", ["smug", "cool"],
        new Performance(3)
            .Yaw((0.3, 1), (1, -6.5), (1.4, -5.6), (2.1, -5.8), (2.75, 0.2))
            .Pitch((0.3, -1), (1.05, 3.6), (1.4, 3), (2.1, 3), (2.75, 0))
            .Roll((0.4, 0), (1.1, 3.6), (2.1, 3.2), (2.75, 0))
            .Move("mouthSmileLeft", (0.35, 0.03), (0.95, 0.96), (1.25, 0.88), (2.05, 0.92), (2.7, 0.02))
            .Move("mouthSmileRight", (0.4, 0), (1, 0.1), (2, 0.12), (2.6, 0))
            .Move("mouthDimpleLeft", (0.5, 0), (1.05, 0.65), (2.1, 0.6), (2.65, 0))
            .Move("mouthLeft", (0.45, 0), (1, 0.36), (2.05, 0.34), (2.6, 0))
            .Move("mouthPressRight", (0.5, 0), (1, 0.3), (2.05, 0.3), (2.6, 0))
            .Move("cheekSquintLeft", (0.5, 0), (1.05, 0.5), (2.1, 0.5), (2.65, 0))
            .Both("eyeSquint", (0.5, 0), (1.1, 0.42), (2.1, 0.4), (2.65, 0))
            .Both("eyeBlink", (0.5, 0), (1.1, 0.14), (2.1, 0.14), (2.6, 0))
            .Move("browOuterUpLeft", (0.9, 0), (1.3, 0.75), (2, 0.6), (2.5, 0))
            .Move("browDownRight", (0.6, 0), (1.2, 0.25), (2.1, 0.22), (2.6, 0))
            .EyesOnViewer(0.95)
            .Blink(0.44)
            .ToTrack());

    private static Preset EyeRoll() => new("eye-roll", "Eye roll", "The eyes go up and over, the head follows, and a sigh ends it.", ["bored", "really", "judging"],
        new Performance(3.2)
            .Look((0.26, 0, 0), (0.4, -0.55, 0.2), (0.62, -0.5, 0.8), (0.86, 0, 1), (1.1, 0.6, 0.75), (1.28, 0.72, 0.1), (1.4, 0.5, -0.3), (1.66, 0.1, -0.35), (2.3, 0.05, -0.2), (2.52, 0, 0))
            .Yaw((0.3, 0), (0.7, -4), (1.25, 5.5), (1.8, 2), (2.6, 0))
            .Pitch((0.2, -0.8), (0.9, 5), (1.3, 2.5), (1.8, -5), (2.2, -4), (2.8, 0))
            .Roll((0.4, 0), (0.75, 2), (1.3, -3.4), (1.9, -1.5), (2.7, 0))
            .Both("eyeWide", (0.4, 0), (0.8, 0.15), (1.1, 0))
            .Both("eyeBlink", (1, 0), (1.4, 0.2), (1.8, 0.3), (2.3, 0.26), (2.6, 0))
            .Uneven("browOuterUp", (0.3, 0), (0.75, 0.6), (1.2, 0.45), (1.7, 0.05), (2.3, 0))
            .Move("browInnerUp", (0.3, 0), (0.78, 0.5), (1.2, 0.4), (1.75, 0.3), (2.6, 0))
            .Move("jawOpen", (0.5, 0), (0.95, 0.07), (1.35, 0.03), (1.7, 0.18), (2.05, 0.1), (2.5, 0))
            .Uneven("mouthFrown", (0.4, 0), (0.9, 0.35), (1.5, 0.25), (2.1, 0.3), (2.8, 0))
            .Uneven("mouthPress", (0.3, 0), (0.7, 0.4), (1.2, 0.35), (1.6, 0), (2.4, 0))
            .Move("mouthFunnel", (1.45, 0), (1.75, 0.22), (2.1, 0.14), (2.5, 0))
            .Move("headY", (0.4, 0), (0.9, -0.015), (1.8, 0.025), (2.3, 0.02), (2.9, 0))
            .Blink(2.48)
            .ToTrack());

    private static Preset TongueOut() => new("tongue-out", "Tongue out", "A cheeky tongue, one eye half shut.", ["funny", "cheeky", "child"],
        new Performance(2.6)
            .Roll((0.2, 2), (0.58, -7.5), (0.8, -6.2), (1.05, -7.2), (1.3, -6.2), (2, 0.8))
            .Pitch((0.2, 2.5), (0.56, -3.5), (0.8, -2.4), (1.05, -3.2), (1.3, -2.4), (2, 0.5))
            .Yaw((0.2, -1), (0.6, 3.5), (1.3, 3), (2, 0))
            .Move("headScale", (0.2, 0.992), (0.6, 1.035), (1.3, 1.03), (1.9, 0.998))
            .Move("jawOpen", (0.2, 0.02), (0.42, 0.4), (0.6, 0.36), (1.4, 0.36), (1.6, 0.2), (1.76, 0))
            .Move("tongueOut", (0.3, 0), (0.54, 1), (0.8, 0.86), (1.02, 1), (1.35, 0.95), (1.58, 0))
            .Uneven("mouthSmile", (0.3, 0.1), (0.6, 0.45), (1.4, 0.5), (1.8, 0.55), (2.4, 0))
            .Uneven("mouthLowerDown", (0.35, 0), (0.55, 0.25), (1.35, 0.25), (1.6, 0))
            .Move("eyeBlinkRight", (0.34, 0), (0.52, 0.8), (1.4, 0.82), (1.62, 0))
            .Move("eyeBlinkLeft", (0.36, 0), (0.55, 0.12), (1.4, 0.12), (1.62, 0))
            .Uneven("cheekSquint", (0.3, 0), (0.56, 0.6), (1.4, 0.6), (2.2, 0))
            .Uneven("noseSneer", (0.3, 0), (0.56, 0.4), (1.4, 0.35), (1.9, 0))
            .Move("browOuterUpLeft", (0.2, 0.15), (0.55, 0.6), (1.4, 0.5), (2, 0))
            .Move("browDownRight", (0.34, 0), (0.54, 0.35), (1.4, 0.35), (1.8, 0))
            .EyesOnViewer(0.9)
            .Blink(1.92)
            .ToTrack());

    private static Preset CoolIdle() => new("cool-idle", "Cool idle", "Breathing, blinking, a look aside and half a smile: a photo that is simply alive.", ["calm", "loop", "alive"],
        new Performance(6)
            .Look((1.6, 0, 0), (1.7, 0.42, 0.06), (2.9, 0.4, 0.04), (3.02, 0, 0))
            .Yaw((1.66, 0), (2.4, 5), (2.95, 4.4), (3.7, -1.6), (4.8, -2))
            .Pitch((1.4, 0), (2.3, 1.5), (3.5, -1.2), (4.4, 1.4), (5.4, 0))
            .Roll((1.7, 0), (2.6, 1.4), (3.9, -1.8), (5.2, 0))
            .Move("mouthSmileLeft", (2.9, 0), (3.7, 0.5), (4.7, 0.45), (5.6, 0))
            .Move("mouthSmileRight", (3, 0), (3.8, 0.24), (4.7, 0.22), (5.5, 0))
            .Move("mouthDimpleLeft", (3.2, 0), (3.9, 0.2), (4.7, 0.16), (5.4, 0))
            .Both("eyeSquint", (3, 0), (3.8, 0.24), (4.7, 0.22), (5.5, 0))
            .Move("browOuterUpLeft", (3.1, 0), (3.5, 0.3), (4.1, 0.12), (5, 0))
            .Move("jawOpen", (0.8, 0), (1.5, 0.03), (2.4, 0))
            .EyesOnViewer(0.6)
            .ToTrack(IdleMotion.CreateLayer(Performance.Rate, 150, IdleSeed)));
}
