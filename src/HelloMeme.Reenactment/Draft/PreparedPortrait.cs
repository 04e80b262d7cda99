using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>All that is computed once a portrait, before any motion: what <see cref="DraftRenderer"/> draws with here and
/// what <see cref="LivePortrait"/> hands to a browser.</summary>
internal sealed class PreparedPortrait : IDisposable
{
    public PreparedPortrait(Frame portrait, FaceLandmarks landmarks, PersonMask? mask, DraftOptions options)
    {
        View = PortraitView.Make(portrait, landmarks, mask, options);
        Matte = View.Mask is null ? null : PortraitMatte.Make(View, View.Mask);
        Mesh = new HeadMesh(View.Landmarks, Matte?.Work, View.WorkScale);
        Light = new FaceLight(Mesh, View);
        Texture = new SheetTexture(View, Matte);
        Second = SecondTexture.Find(View, Matte, Mesh, Texture);
        Plate = Matte is null ? Texture.Photo : BackgroundPlate.Make(View, Matte);
        Rig = new FaceRig(Mesh);
        Mirror = new MirrorFill(Mesh);
        Fade = new EdgeFade(Mesh, Matte?.Full, View.Picture.Width, View.Picture.Height);
        Mouth = new MouthFrame(Mesh);
        PhotoYaw = HeadAngles.FromRotation(Mesh.Pose.Rotation).Yaw;
    }

    public PortraitView View { get; }

    /// <summary>Null without a mask.</summary>
    public PortraitMatte? Matte { get; }

    public HeadMesh Mesh { get; }

    public FaceLight Light { get; }

    public SheetTexture Texture { get; }

    /// <summary>Null where the photo needs none.</summary>
    public SecondTexture? Second { get; }

    /// <summary>RGBX background, picture size.</summary>
    public byte[] Plate { get; }

    public FaceRig Rig { get; }

    public MirrorFill Mirror { get; }

    public EdgeFade Fade { get; }

    public MouthFrame Mouth { get; }

    /// <summary>How far the photo's own head is turned, radians.</summary>
    public float PhotoYaw { get; }

    public void Dispose() => View.Dispose();
}
