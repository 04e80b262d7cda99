namespace HelloMeme.Tests.Reenactment;

/// <summary>A cell of the matrix that cannot hold: the channel drawn, the channel returned (the same: its own error), mean and worst that are held instead, and why.</summary>
internal sealed record GateException(string Channel, string Returned, float Mean, float Worst, string Reason);

/// <summary>Bounds are what was measured and a little. In the pictures themselves irises, brows and corners stand where the channel puts them.</summary>
internal static class ExpressionGateExceptions
{
    private const string Chin = "a jaw pushed aside shows in the chin's outline alone, which the network moves half as far on these photos as on the drawn portraits";
    private const string FarCorner = "the mouth of the three-quarter face: its far corner hardly moves in the picture, and less in the landmarks";
    private const string Hair = "hair lies over most brows of these photos; the network infers them from lids and forehead and moves them by half";
    private const string FarBrow = "the right brow of the three-quarter face lies under hair and is guessed from the rest of the face";
    private const string Iris = "an iris some pixels wide: of one eye's turn the network shows a quarter to nine tenths, eye by eye, and little of a turn upwards under the lid";

    public static readonly GateException[] Drawn =
    [
        new("eyeLookInLeft", "eyeLookUpLeft", 0.06f, 0.49f, "the network lifts an iris that meets the inner corner of this drawn eye"),
    ];

    public static readonly GateException[] Photos =
    [
        new("jawLeft", "jawLeft", 0.36f, 0.47f, Chin),
        new("jawRight", "jawRight", 0.34f, 0.49f, Chin),
        new("mouthFrownRight", "mouthFrownRight", 0.22f, 0.38f, FarCorner),
        new("mouthFunnel", "mouthFunnel", 0.19f, 0.29f, FarCorner),
        new("browInnerUp", "browInnerUp", 0.17f, 0.25f, Hair),
        new("browDownLeft", "browDownLeft", 0.28f, 0.36f, Hair),
        new("browDownRight", "browDownRight", 0.22f, 0.30f, Hair),
        new("browOuterUpLeft", "browOuterUpLeft", 0.29f, 0.34f, Hair),
        new("browOuterUpRight", "browOuterUpRight", 0.23f, 0.35f, Hair),
        new("eyeLookInLeft", "eyeLookInLeft", 0.28f, 0.36f, Iris),
        new("eyeLookInRight", "eyeLookInRight", 0.26f, 0.38f, Iris),
        new("eyeLookOutLeft", "eyeLookOutLeft", 0.20f, 0.41f, Iris),
        new("eyeLookOutRight", "eyeLookOutRight", 0.31f, 0.39f, Iris),
        new("eyeLookUpLeft", "eyeLookUpLeft", 0.44f, 0.58f, Iris),
        new("eyeLookUpRight", "eyeLookUpRight", 0.36f, 0.42f, Iris),
        new("jawOpen", "browDownRight", 0.06f, 0.54f, FarBrow),
        new("mouthSmileRight", "browDownRight", 0.06f, 0.38f, FarBrow),
        new("mouthFunnel", "browDownRight", 0.06f, 0.38f, FarBrow),
    ];
}
