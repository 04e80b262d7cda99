using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Orders the film; asks first when it would take very long.</summary>
public sealed partial class MakeBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private RenderOrder? _shown;
    private EngineOutlook? _long;
    private string? _quick;
    private string? _fault;
    private bool _ordering;

    [Inject]
    public required JobOrders Orders { get; init; }

    [Inject]
    public required EngineDesk Desk { get; init; }

    [Inject]
    public required StudioFolders Folders { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>Portrait and motion are chosen.</summary>
    [Parameter]
    public bool Ready { get; set; }

    private string? Lacks => this switch
    {
        { Ready: false } => "Choose a motion first",
        { Order: { Sound: FilmSound.Replace, SoundFrom: null } } => "Choose the sound first",
        _ => null,
    };

    protected override void OnParametersSet()
    {
        if (Order == _shown) return;
        (_shown, _long, _fault) = (Order, null, null); // what was asked is no longer the question
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task MakeAsync()
    {
        if (_ordering) return; // a second press that was already on its way
        (_ordering, _fault) = (true, null);
        if (Order.Engine is FilmEngine.HelloMeme && await Desk.LookAsync(Owner, Order, _closing.Token) is { Estimate.IsLong: true } outlook)
        {
            _quick = !Order.Quick && await Desk.LookAsync(Owner, Order with { Quick = true }, _closing.Token) is { Estimate: { } quick } ? TimeWords.Of(quick.Time) : null;
            (_long, _ordering) = (outlook, false);
        }
        else
        {
            await OrderAsync(Order);
        }
    }

    private async Task AnswerAsync(RenderOrder order)
    {
        if (_ordering) return;
        (_ordering, _fault) = (true, null);
        await OrderAsync(order);
    }

    private async Task OrderAsync(RenderOrder order)
    {
        try
        {
            var job = await Orders.RenderAsync(Owner, (order with { Long = true }).ForItsEngine(), _closing.Token); // it was asked
            Navigation.NavigateTo($"/render/{job.Id}");
        }
        catch (UserFaultException fault)
        {
            (_fault, _long, _ordering) = (Folders.Told(fault).Message, null, false);
        }
    }
}
