using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

/// <summary>The 51 blendshapes of the ARKit control net. UNVERIFIED: the official network never names its outputs; assumed is Apple's documented
/// order of the 52 without tongueOut. Only blendshape control uses it; the default control (expression codes) does not.</summary>
public static class ArkitOrder
{
    public const int Count = 51;

    public static readonly IReadOnlyList<string> Names =
    [
        "eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft", "eyeSquintLeft", "eyeWideLeft",
        "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", "eyeLookUpRight", "eyeSquintRight", "eyeWideRight",
        "jawForward", "jawLeft", "jawRight", "jawOpen", "mouthClose", "mouthFunnel", "mouthPucker", "mouthLeft", "mouthRight",
        "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight",
        "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft", "mouthPressRight", "mouthLowerDownLeft", "mouthLowerDownRight",
        "mouthUpperUpLeft", "mouthUpperUpRight", "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
        "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft", "noseSneerRight",
    ];

    private static readonly int[] Places = [.. Names.Select(name => Channels.IndexOf(name) - Channels.PoseCount)];

    /// <summary>The studio's 52 coefficients in the network's order.</summary>
    public static float[] FromChannels(ReadOnlySpan<float> blendshapes)
    {
        var ordered = new float[Count];
        for (var i = 0; i < Count; i++) ordered[i] = blendshapes[Places[i]];
        return ordered;
    }
}
