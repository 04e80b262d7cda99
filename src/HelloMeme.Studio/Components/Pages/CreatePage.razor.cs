using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Components.Controls;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>Where a meme is made: portrait, motion, words, order. Portrait, crop, face and motion stand in the address, the rest in the browser
/// (<see cref="OrderDraft"/>), so that a reload keeps all of it.</summary>
public sealed partial class CreatePage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private RenderOrder _order = new() { Portrait = Guid.Empty, Motion = new MotionChoice() };
    private RenderOrder? _last;
    private string? _owner;
    private Asset? _portrait;
    private AssetLook? _look;
    private (Guid, Framing?, int?)? _looked;
    private UserFaultException? _fault;
    private string? _opened;
    private bool _restored;
    private bool _cropping;
    private bool _looking;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required AnalysisDesk Desk { get; init; }

    [Inject]
    public required OrderSources Sources { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery]
    public Guid? Portrait { get; set; }

    /// <summary>As <see cref="Films.Framing.Parse"/> reads it.</summary>
    [SupplyParameterFromQuery]
    public string? Framing { get; set; }

    [SupplyParameterFromQuery]
    public int? Face { get; set; }

    /// <summary>The name of a preset.</summary>
    [SupplyParameterFromQuery]
    public string? Motion { get; set; }

    /// <summary>A motion that the visitor keeps.</summary>
    [SupplyParameterFromQuery]
    public Guid? Mine { get; set; }

    [SupplyParameterFromQuery]
    public Guid? Driver { get; set; }

    /// <summary>The driver's face, as <see cref="MotionChoice.Face"/>.</summary>
    [SupplyParameterFromQuery]
    public int? DriverFace { get; set; }

    [SupplyParameterFromQuery]
    public double? From { get; set; }

    [SupplyParameterFromQuery]
    public double? To { get; set; }

    /// <summary>The link of a meme whose motion is wanted.</summary>
    [SupplyParameterFromQuery]
    public string? Remix { get; set; }

    /// <summary>A meme of the visitor's own, to be opened again with all its settings.</summary>
    [SupplyParameterFromQuery]
    public Guid? Again { get; set; }

    /// <summary>A job of the visitor's own, whose order is to be changed.</summary>
    [SupplyParameterFromQuery]
    public Guid? Job { get; set; }

    /// <summary>A recipe read from a file.</summary>
    [SupplyParameterFromQuery]
    public Guid? Recipe { get; set; }

    private string Source => FormattableString.Invariant($"{Remix} {Again} {Job} {Recipe}").Trim();

    private Draft Draft => new(Source, _order);

    private bool CanMake => _restored && _look?.Ready == true && _order.Motion != new MotionChoice();

    private bool IsLookedAt => _restored && _look?.Ready == true && !_cropping;

    private string Heading => this switch
    {
        { _cropping: true } => "Which part of the photo?",
        { _fault: not null } => "This photo needs a hand",
        { _look: { Ready: false } } => "Who should act?",
        { CanMake: true } => "Make it yours",
        _ => "What should it do?",
    };

    protected override async Task OnParametersSetAsync()
    {
        _owner = await Visitor.OwnerAsync();
        if (_owner is null) return;
        if (_opened != Source && await OpenAsync(_owner)) return; // the address changes, and we come here again
        _order = _order with { Portrait = Portrait ?? Guid.Empty, Framing = Films.Framing.Parse(Framing), Face = Face, Motion = MotionOfAddress() ?? _order.Motion };
        _portrait = Portrait is { } id ? await Kept.FindOrNullAsync(_owner, id, _closing.Token) : null;
        if (_portrait is not { Kind: AssetKind.Picture }) _portrait = null;
        if (_portrait is not null && RendererInfo.IsInteractive) await LookAsync(_portrait.Id, _order.Framing, Face);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    // Settings to start with, once. True when they bring a portrait that the address does not name yet.
    private async Task<bool> OpenAsync(string owner)
    {
        _opened = Source;
        if (await Sources.FindAsync(owner, Remix, Again ?? Job, Recipe, _closing.Token) is not { } order) return false;
        _order = order;
        if (Portrait is not null || order.Portrait == Guid.Empty || !RendererInfo.IsInteractive) return false;
        Go(("portrait", order.Portrait), ("framing", order.Framing?.ToString()), ("face", order.Face));
        return true;
    }

    // What the browser kept: of this very order after a reload, or the last one to go on with.
    private async Task RestoreAsync(Draft? draft)
    {
        if (draft is not null && Portrait is { } portrait && draft.Order.Portrait == portrait && draft.Source == Source)
            _order = draft.Order with { Portrait = portrait, Framing = _order.Framing, Face = _order.Face, Motion = MotionOfAddress() ?? draft.Order.Motion };
        else if (draft is not null && Portrait is null && Source.Length == 0 && await Kept.FindOrNullAsync(_owner!, draft.Order.Portrait, _closing.Token) is not null)
            _last = draft.Order;
        _restored = true;
    }

    private void GoOn()
    {
        (_order, _last) = (_last!, null);
        Go([("portrait", _order.Portrait), ("framing", _order.Framing?.ToString()), ("face", _order.Face), .. CreateAddress.Of(_order.Motion).Select(p => (p.Key, p.Value))]);
    }

    private MotionChoice? MotionOfAddress() => this switch
    {
        { Motion: { } name } when Presets.Find(name) is { } preset => new MotionChoice { Preset = preset.Name },
        { Mine: { } kept } => new MotionChoice { Motion = kept },
        { Driver: { } driver } => new MotionChoice { Driver = driver, Face = DriverFace, From = From, To = To },
        _ => null,
    };

    private async Task LookAsync(Guid portrait, Framing? framing, int? face)
    {
        var wanted = (portrait, framing, face);
        if (_looked == wanted) return;
        (_looked, _looking, _fault, _look) = (wanted, true, null, null);
        try
        {
            var look = await Desk.LookAsync(_owner!, new AnalysisOrder { Asset = portrait, Framing = framing, Face = face }, _ => { }, _closing.Token);
            if (_looked == wanted) (_look, _looking) = (look, false);
        }
        catch (UserFaultException fault)
        {
            if (_looked == wanted) (_fault, _looking) = (fault, false);
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private void ChoosePortrait(Guid asset) => Go(("portrait", asset), ("framing", null), ("face", null));

    private void ChooseAnother() => Go(("portrait", null), ("framing", null), ("face", null));

    private void ChooseFace(int? number)
    {
        if (number != _order.Face) LookAgain(("face", number));
    }

    private void ChooseMotion(MotionChoice motion)
    {
        _order = _order with { Motion = motion };
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(CreateAddress.Of(motion)));
    }

    private void Frame(Framing? framing)
    {
        _cropping = false;
        if (framing != _order.Framing) LookAgain(("framing", framing?.ToString()), ("face", null));
    }

    private void Turn()
    {
        var turned = (_order.Framing ?? new Framing()).Turned();
        Frame(turned == new Framing() ? null : turned);
    }

    // What was chosen for the old look waits at once, so that nothing is pressed which is about to change.
    private void LookAgain(params (string Name, object? Value)[] changes)
    {
        (_looked, _look, _looking) = (null, null, true);
        Go(changes);
    }

    private void Go(params (string Name, object? Value)[] changes) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value)));

    private async Task DeleteAsync()
    {
        try
        {
            await Kept.DeleteAsync(_owner!, _portrait!.Id, _closing.Token);
        }
        catch (UserFaultException)
        {
            // It was deleted elsewhere, which is what was wanted.
        }

        ChooseAnother();
    }
}
