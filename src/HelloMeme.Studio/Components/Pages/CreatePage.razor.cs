using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>Where a meme is made: portrait, motion, words, order. Portrait, face and motion stand in the address, so that a reload keeps them.</summary>
public sealed partial class CreatePage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private RenderOrder _order = new() { Portrait = Guid.Empty, Motion = new MotionChoice() };
    private string? _owner;
    private Asset? _portrait;
    private AssetLook? _look;
    private (Guid, int?)? _looked;
    private UserFaultException? _fault;
    private string? _orderFault;
    private (string?, Guid?, Guid?) _opened;
    private bool _looking;
    private bool _ordering;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required AnalysisDesk Desk { get; init; }

    [Inject]
    public required JobOrders Orders { get; init; }

    [Inject]
    public required MemeStore Memes { get; init; }

    [Inject]
    public required RecipeShelf Recipes { get; init; }

    [Inject]
    public required PortraitTurn Turns { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery]
    public Guid? Portrait { get; set; }

    [SupplyParameterFromQuery]
    public int? Face { get; set; }

    /// <summary>The name of a preset.</summary>
    [SupplyParameterFromQuery]
    public string? Motion { get; set; }

    [SupplyParameterFromQuery]
    public Guid? Driver { get; set; }

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

    /// <summary>A recipe read from a file.</summary>
    [SupplyParameterFromQuery]
    public Guid? Recipe { get; set; }

    private bool CanMake => _look?.Ready == true && _order.Motion != new MotionChoice();

    private string Heading => this switch
    {
        { _fault: not null } => "This photo needs a hand",
        { _look: { Ready: false } } => "Who should act?",
        { CanMake: true } => "Make it yours",
        _ => "What should it do?",
    };

    protected override async Task OnParametersSetAsync()
    {
        _owner = await Visitor.OwnerAsync();
        if (_owner is null) return;
        await OpenAsync(_owner);
        _order = _order with { Portrait = Portrait ?? Guid.Empty, Face = Face, Motion = MotionOfAddress() ?? _order.Motion };
        _portrait = Portrait is { } id ? await Kept.FindOrNullAsync(_owner, id, _closing.Token) : null;
        if (_portrait is not { Kind: AssetKind.Picture }) _portrait = null;
        if (_portrait is not null && RendererInfo.IsInteractive) await LookAsync(_portrait.Id, Face);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    // Settings to start with, once: of a meme of one's own, of somebody's link (its motion, never its words), or of a file.
    private async Task OpenAsync(string owner)
    {
        if (_opened == (Remix, Again, Recipe)) return;
        _opened = (Remix, Again, Recipe);
        if (Again is { } own && await Memes.FindOrderAsync(owner, own, _closing.Token) is { } order)
        {
            _order = order;
            if (Portrait is null && RendererInfo.IsInteractive) Go(("portrait", order.Portrait), ("face", order.Face));
        }
        else if (Remix is { } link && await Memes.FindSharedOrNullAsync(owner, link, _closing.Token) is { } meme)
        {
            _order = RecipeOrder.Read(meme.Recipe) with { CaptionTop = null, CaptionBottom = null };
        }
        else if (Recipe is { } file && Recipes.Find(owner, file) is { } recipe)
        {
            _order = recipe;
        }
    }

    private MotionChoice? MotionOfAddress() => this switch
    {
        { Motion: { } name } when Presets.Find(name) is { } preset => new MotionChoice { Preset = preset.Name },
        { Driver: { } driver } => new MotionChoice { Driver = driver, From = From, To = To },
        _ => null,
    };

    private async Task LookAsync(Guid portrait, int? face)
    {
        if (_looked == (portrait, face)) return;
        (_looked, _looking, _fault, _look) = ((portrait, face), true, null, null);
        try
        {
            var look = await Desk.LookAsync(_owner!, new AnalysisOrder { Asset = portrait, Face = face }, _ => { }, _closing.Token);
            if (_looked == (portrait, face)) (_look, _looking) = (look, false);
        }
        catch (UserFaultException fault)
        {
            if (_looked == (portrait, face)) (_fault, _looking) = (fault, false);
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private void ChoosePortrait(Guid asset) => Go(("portrait", asset), ("face", (int?)null));

    private void ChooseAnother() => Go(("portrait", (Guid?)null), ("face", (int?)null));

    private void ChooseFace(int? number) => Go(("face", number));

    private void ChooseMotion(MotionChoice motion)
    {
        _order = _order with { Motion = motion };
        Go(("motion", motion.Preset), ("driver", motion.Driver), ("from", motion.From), ("to", motion.To));
    }

    private void Go(params (string Name, object? Value)[] changes) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value)));

    private async Task TurnAsync()
    {
        _looking = true;
        ChoosePortrait((await Turns.TurnAsync(_owner!, _portrait!.Id, _closing.Token)).Id);
    }

    private async Task DeleteAsync()
    {
        await Kept.DeleteAsync(_owner!, _portrait!.Id, _closing.Token);
        ChooseAnother();
    }

    private async Task MakeAsync()
    {
        (_ordering, _orderFault) = (true, null);
        try
        {
            var job = await Orders.RenderAsync(_owner!, _order, _closing.Token);
            Navigation.NavigateTo($"/render/{job.Id}");
        }
        catch (UserFaultException fault)
        {
            (_orderFault, _ordering) = (fault.Message, false);
        }
    }
}
