using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Animates one photo without a network (draft-engine.md): geometry, the photo's own pixels, a drawn mouth. Prepared once a portrait,
/// then one picture per motion frame. The same input gives the same bytes whatever the number of cores. Not for use from several threads.</summary>
public sealed class DraftRenderer : IDisposable
{
    private const int BandsPerCore = 2;

    private readonly PreparedPortrait _portrait;
    private readonly SheetFrame _sheet;
    private readonly EdgeFade _fade;
    private readonly SheetRasterizer _rasterizer;
    private readonly EyeLayer[] _eyes;
    private readonly MouthFrame _mouth;
    private readonly MouthInterior _interior;
    private readonly TongueOut _tongue;
    private readonly OverlayCanvas _overlays;
    private readonly ContourSmoothing _contours;
    private readonly byte[] _canvas;
    private readonly ParallelOptions _parallel;
    private readonly int _bands;

    /// <param name="portrait">The photo; copied.</param>
    /// <param name="landmarks">478 points in the photo's pixels.</param>
    /// <param name="mask">Person coverage over the whole photo; without one the background moves along.</param>
    public DraftRenderer(Frame portrait, FaceLandmarks landmarks, PersonMask? mask, DraftOptions? options = null)
    {
        options ??= new DraftOptions();
        _portrait = new PreparedPortrait(portrait, landmarks, mask, options);
        var (mesh, view, light) = (_portrait.Mesh, _portrait.View, _portrait.Light);
        (_fade, _mouth) = (_portrait.Fade, _portrait.Mouth);
        _sheet = new SheetFrame(mesh, _portrait.Rig, light, _portrait.Mirror, view.PictureUnit);
        _canvas = new byte[Width * Height * 4];
        var shader = new SheetShader(_portrait.Texture, _portrait.Second, _portrait.Plate, _fade, _canvas);
        _rasterizer = new SheetRasterizer(mesh, _portrait.Texture, shader, _fade, _canvas);
        _eyes = [new EyeLayer(mesh, view, FaceTopology.RightEye, "Right"), new EyeLayer(mesh, view, FaceTopology.LeftEye, "Left")];
        _interior = new MouthInterior(_mouth, light, view);
        _tongue = new TongueOut(_mouth, light, view);
        _overlays = new OverlayCanvas(_canvas, _rasterizer.Depths, _fade, Width);
        _contours = new ContourSmoothing(_canvas, _rasterizer.Depths, Width, Height, mesh.Iod);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism };
        _bands = BandsPerCore * (options.MaxDegreeOfParallelism > 0 ? options.MaxDegreeOfParallelism : Environment.ProcessorCount);
    }

    /// <summary>Width of the film in pixels, even.</summary>
    public int Width => _portrait.View.Picture.Width;

    public int Height => _portrait.View.Picture.Height;

    /// <summary>A frame of the film's size for <see cref="Render(MotionFrame, Frame)"/>; the caller disposes it.</summary>
    public Frame NewFrame() => new(Width, Height);

    /// <summary>Draws one frame; the head's motion is held within what the photo can show (<see cref="PoseLimits"/>).</summary>
    /// <exception cref="ArgumentException">The output is not Width x Height.</exception>
    public void Render(MotionFrame motion, Frame output) => Render(PoseLimits.Apply(motion, _portrait.PhotoYaw), motion.Blendshapes, output);

    /// <summary>Draws one frame with the head's motion taken as it is: 52 coefficients in channel order.</summary>
    /// <exception cref="ArgumentException">The output is not Width x Height, or not 52 coefficients.</exception>
    public void Render(HeadMotion head, ReadOnlySpan<float> blendshapes, Frame output)
    {
        if (output.Width != Width || output.Height != Height) throw new ArgumentException($"Expected a frame of {Width} x {Height}, found {output.Width} x {output.Height}.", nameof(output));
        if (blendshapes.Length != Channels.BlendshapeCount) throw new ArgumentException($"Expected {Channels.BlendshapeCount} coefficients, found {blendshapes.Length}.", nameof(blendshapes));
        _sheet.Pose(head, blendshapes);
        _mouth.Set(_sheet, head);
        var drawn = _interior.Prepare(_sheet, blendshapes);
        drawn |= _tongue.Prepare(_sheet, blendshapes);
        foreach (var eye in _eyes) drawn |= eye.Prepare(_sheet, head, blendshapes);
        if (_sheet.IsRest && !drawn)
        {
            _portrait.View.Picture.Pixels.CopyTo(output.Pixels);
            return;
        }

        _fade.Fit(_sheet.Displacement);
        Parallel.For(0, _bands, _parallel, band => DrawBand(Height * band / _bands, Height * (band + 1) / _bands));
        var turned = MirrorFill.Strength(head.Angle);
        Parallel.For(0, _bands, _parallel, band => FinishBand(output, Height * band / _bands, Height * (band + 1) / _bands, turned));
    }

    public void Dispose() => _portrait.Dispose();

    private void DrawBand(int top, int bottom)
    {
        _rasterizer.Draw(_sheet, top, bottom);
        _interior.Paint(_overlays, top, bottom);
        _tongue.Paint(_overlays, top, bottom);
        foreach (var eye in _eyes) eye.Paint(_overlays, top, bottom);
    }

    private void FinishBand(Frame output, int top, int bottom, float turned)
    {
        PixelVector.Pack(_canvas.AsSpan(4 * top * Width, 4 * (bottom - top) * Width), output.Pixels[(3 * top * Width)..(3 * bottom * Width)]);
        _contours.Run(output.Pixels, top, bottom, turned);
    }
}
