namespace HelloMeme.Reenactment.Rig;

/// <summary>Named groups of the 478 landmarks (draft-engine section 3). "Left" is the subject's left, image right.
/// Lip rows run from the subject's right corner to the left; index k pairs upper with lower. Eye rows run outer to inner corner.</summary>
public static class FaceTopology
{
    /// <summary>Face outline, clockwise from the top of the forehead: 36 points.</summary>
    public static readonly int[] Oval =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];

    /// <summary>Points that expressions hardly move: head pose is fitted on them.</summary>
    public static readonly int[] Stable =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 127, 162, 21, 54, 103, 67, 109, 234, 151,
        9, 8, 168, 6, 197, 195, 5, 4, 33, 133, 263, 362, 98, 327, 2, 1, 323, 93,
    ];

    public static readonly int[] LipOuterUpper = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];
    public static readonly int[] LipOuterLower = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291];
    public static readonly int[] LipInnerUpper = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
    public static readonly int[] LipInnerLower = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    public static readonly EyeTopology RightEye = new(
        Upper: [33, 246, 161, 160, 159, 158, 157, 173, 133], Lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
        UpperRing2: [130, 247, 30, 29, 27, 28, 56, 190, 243], LowerRing2: [130, 25, 110, 24, 23, 22, 26, 112, 243],
        UpperRing3: [226, 113, 225, 224, 223, 222, 221, 189, 244], LowerRing3: [226, 31, 228, 229, 230, 231, 232, 233, 244],
        Iris: [468, 469, 470, 471, 472], BrowLower: [46, 53, 52, 65, 55], BrowUpper: [70, 63, 105, 66, 107]);

    public static readonly EyeTopology LeftEye = new(
        Upper: [263, 466, 388, 387, 386, 385, 384, 398, 362], Lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
        UpperRing2: [359, 467, 260, 259, 257, 258, 286, 414, 463], LowerRing2: [359, 255, 339, 254, 253, 252, 256, 341, 463],
        UpperRing3: [446, 342, 445, 444, 443, 442, 441, 413, 464], LowerRing3: [446, 261, 448, 449, 450, 451, 452, 453, 464],
        Iris: [473, 474, 475, 476, 477], BrowLower: [276, 283, 282, 295, 285], BrowUpper: [300, 293, 334, 296, 336]);
}

/// <summary>Landmark rows of one eye and its brow. Iris: centre, then four rim points.</summary>
public sealed record EyeTopology(
    int[] Upper, int[] Lower, int[] UpperRing2, int[] LowerRing2, int[] UpperRing3, int[] LowerRing3,
    int[] Iris, int[] BrowLower, int[] BrowUpper);
