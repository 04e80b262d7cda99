namespace HelloMeme.Reenactment.Motion;

/// <summary>One animated number: its name, range, value at rest and unit.</summary>
public sealed record Channel(string Name, ChannelGroup Group, double Minimum, double Maximum, double Default, ChannelUnit Unit);

public enum ChannelGroup { Head, Brows, Eyes, Gaze, Nose, Cheeks, Jaw, Mouth }

/// <summary>Radians; IOD = outer-eye distances; Factor = 1 is unchanged; Coefficient = ARKit 0..1.</summary>
public enum ChannelUnit { Radians, Iod, Factor, Coefficient }

/// <summary>The 58 channels in file order: 6 of head pose, then the 52 ARKit coefficients in alphabetical order (gaze = the eight eyeLook channels).</summary>
public static class Channels
{
    public const int Yaw = 0, Pitch = 1, Roll = 2, X = 3, Y = 4, Scale = 5;
    public const int PoseCount = 6;
    public const int BlendshapeCount = 52;
    public const int Count = PoseCount + BlendshapeCount;

    public static readonly IReadOnlyList<string> BlendshapeNames =
    [
        "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight",
        "eyeBlinkLeft", "eyeBlinkRight", "eyeLookDownLeft", "eyeLookDownRight", "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight",
        "eyeLookUpLeft", "eyeLookUpRight", "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft", "eyeWideRight", "jawForward", "jawLeft", "jawOpen", "jawRight",
        "mouthClose", "mouthDimpleLeft", "mouthDimpleRight", "mouthFrownLeft", "mouthFrownRight", "mouthFunnel", "mouthLeft", "mouthLowerDownLeft",
        "mouthLowerDownRight", "mouthPressLeft", "mouthPressRight", "mouthPucker", "mouthRight", "mouthRollLower", "mouthRollUpper", "mouthShrugLower",
        "mouthShrugUpper", "mouthSmileLeft", "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight", "mouthUpperUpLeft", "mouthUpperUpRight",
        "noseSneerLeft", "noseSneerRight", "tongueOut",
    ];

    public static readonly IReadOnlyList<Channel> All =
    [
        new("headYaw", ChannelGroup.Head, -1.2, 1.2, 0, ChannelUnit.Radians),
        new("headPitch", ChannelGroup.Head, -1.2, 1.2, 0, ChannelUnit.Radians),
        new("headRoll", ChannelGroup.Head, -1.2, 1.2, 0, ChannelUnit.Radians),
        new("headX", ChannelGroup.Head, -3, 3, 0, ChannelUnit.Iod),
        new("headY", ChannelGroup.Head, -3, 3, 0, ChannelUnit.Iod),
        new("headScale", ChannelGroup.Head, 0.3, 3, 1, ChannelUnit.Factor),
        .. BlendshapeNames.Select(name => new Channel(name, GroupOf(name), 0, 1, 0, ChannelUnit.Coefficient)),
    ];

    private static readonly Dictionary<string, int> Indices = All.Select((c, i) => (c.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);

    /// <summary>Channel index of a name such as "headYaw" or "jawOpen".</summary>
    /// <exception cref="KeyNotFoundException">No such channel.</exception>
    public static int IndexOf(string name) =>
        Indices.TryGetValue(name, out var index) ? index : throw new KeyNotFoundException($"There is no channel named '{name}'.");

    public static bool TryIndexOf(string name, out int index) => Indices.TryGetValue(name, out index);

    private static ChannelGroup GroupOf(string name) => name switch
    {
        _ when name.StartsWith("eyeLook", StringComparison.Ordinal) => ChannelGroup.Gaze,
        _ when name.StartsWith("eye", StringComparison.Ordinal) => ChannelGroup.Eyes,
        _ when name.StartsWith("brow", StringComparison.Ordinal) => ChannelGroup.Brows,
        _ when name.StartsWith("cheek", StringComparison.Ordinal) => ChannelGroup.Cheeks,
        _ when name.StartsWith("nose", StringComparison.Ordinal) => ChannelGroup.Nose,
        _ when name.StartsWith("jaw", StringComparison.Ordinal) => ChannelGroup.Jaw,
        _ => ChannelGroup.Mouth,
    };
}
