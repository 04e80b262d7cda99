using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 8. At .13 instead of .075 the fold looks like dirt on pale skin.
/// <summary>Darkens folds and lifts cheeks with the expression.</summary>
internal static class WrinkleShading
{
    private static readonly int[] Fold = [358, 423, 426, 436, 432, 327, 410];
    private static readonly float[] FoldWeights = [0.7f, 1, 1, 0.9f, 0.45f, 0.35f, 0.5f];
    private static readonly int[] Cheek = [425, 280, 330, 266, 411];
    private static readonly int[] LowerLid = [448, 449, 450, 451];
    private static readonly int[] Glabella = [9, 8, 107, 336];

    private static readonly (int Smile, int Sneer, int Squint, bool Mirrored)[] Sides =
    [
        (FaceRig.Index("mouthSmileLeft"), FaceRig.Index("noseSneerLeft"), FaceRig.Index("eyeSquintLeft"), false),
        (FaceRig.Index("mouthSmileRight"), FaceRig.Index("noseSneerRight"), FaceRig.Index("eyeSquintRight"), true),
    ];

    private static readonly int BrowDownLeft = FaceRig.Index("browDownLeft"), BrowDownRight = FaceRig.Index("browDownRight");

    public static void Apply(ReadOnlySpan<float> coefficients, Span<float> gains)
    {
        foreach (var (smile, sneer, squint, mirrored) in Sides)
        {
            var lifted = Math.Clamp(coefficients[smile] + 0.6f * coefficients[sneer], 0, 1);
            var squeezed = Math.Clamp(coefficients[squint] + 0.5f * lifted, 0, 1);
            for (var k = 0; k < Fold.Length; k++) gains[Side(Fold[k], mirrored)] *= 1 - 0.075f * lifted * FoldWeights[k];
            foreach (var i in Cheek) gains[Side(i, mirrored)] *= 1 + 0.05f * lifted;
            foreach (var i in LowerLid) gains[Side(i, mirrored)] *= 1 - 0.05f * squeezed;
        }

        var frown = Math.Clamp((coefficients[BrowDownLeft] + coefficients[BrowDownRight]) / 2, 0, 1);
        foreach (var i in Glabella) gains[i] *= 1 - 0.09f * frown;
    }

    private static int Side(int index, bool mirrored) => mirrored ? RigTables.Mirror[index] : index;
}
